namespace ContentPlanner.Core.Calendars;

/// <summary>What a calendar page tells apart at a glance: each has a colour and a shape of its own.</summary>
public enum CalendarKind
{
    /// <summary>What is heard and seen: podcasts, videos, talks.</summary>
    Podcast,
    Newsletter,

    /// <summary>What is read: posts, case studies, chapters.</summary>
    Article,

    /// <summary>Content used again: tasks.</summary>
    Social,

    /// <summary>Launch dates, steps and marks.</summary>
    Launch,

    /// <summary>Sessions of a coaching group.</summary>
    Coaching,

    /// <summary>What the planning day agreed on.</summary>
    Plan,

    /// <summary>Notes and days off.</summary>
    Note,
}

public static class CalendarKinds
{
    public static CalendarKind OfFormat(string format) => format switch
    {
        "podcast" or "video" or "webinar" or "talk" or "workshop" or "interview" or "live" => CalendarKind.Podcast,
        "newsletter" => CalendarKind.Newsletter,
        _ => CalendarKind.Article,
    };

    /// <summary>What a slot is for: by its format, or, where any will do, by its channel.</summary>
    public static CalendarKind OfSlot(string? format, string channel) => format is not null ? OfFormat(format) : channel switch
    {
        "podcast" or "youtube" or "shorts" or "stage" => CalendarKind.Podcast,
        "newsletter" => CalendarKind.Newsletter,
        _ => CalendarKind.Article,
    };
}
