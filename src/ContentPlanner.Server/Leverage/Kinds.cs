namespace ContentPlanner.Server.Leverage;

/// <summary>Category of a format or channel: which colour and shape it has on pages.</summary>
internal static class Kinds
{
    public static string OfFormat(string format) => format switch
    {
        "podcast" or "video" or "webinar" or "talk" => "podcast",
        "newsletter" => "newsletter",
        "blog-post" or "book-chapter" or "case-study" => "article",
        "coaching-call" => "coaching",
        _ => "note",
    };

    public static string OfChannel(string channel) => channel switch
    {
        "podcast" or "youtube" or "shorts" or "stage" or "slides" => "podcast",
        "newsletter" => "newsletter",
        "blog" or "website" or "book" or "guest" or "lead-magnet" or "course" => "article",
        "community" => "coaching",
        _ => "social",
    };
}
