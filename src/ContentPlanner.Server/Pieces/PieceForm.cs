using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Pieces;

/// <summary>A place where the piece has been out, as typed.</summary>
public sealed record OutletTyped(string Channel, string On, string Url)
{
    public bool IsEmpty => On.Length == 0 && Url.Length == 0;
}

/// <summary>
/// A piece as a form shows it and sends it back: everything as typed, so that what is wrong with one field costs nothing of
/// the others.
/// </summary>
public sealed record PieceForm
{
    public string Title { get; init; } = "";
    public string Format { get; init; } = "blog-post";
    public string Status { get; init; } = "idea";
    public string Channel { get; init; } = "";
    public string Planned { get; init; } = "";
    public string PublishDay { get; init; } = "";
    public string PublishTime { get; init; } = "";

    /// <summary>IANA id; empty: the workspace's.</summary>
    public string Zone { get; init; } = "";

    public string Owner { get; init; } = "";
    public string Pillar { get; init; } = "";
    public string Intention { get; init; } = "";
    public string Need { get; init; } = "";
    public string Launch { get; init; } = "";
    public string Url { get; init; } = "";
    public string BodyFormat { get; init; } = "markdown";
    public string Body { get; init; } = "";

    /// <summary>None: the one of its format; <c>none</c>; else the keys of recipes.</summary>
    public ValueList<string> Recipes { get; init; } = [];

    public bool Private { get; init; }
    public bool ComesBack { get; init; }
    public string Cooldown { get; init; } = "90";
    public string Cycles { get; init; } = "";
    public string HoldUntil { get; init; } = "";
    public string ExpiresOn { get; init; } = "";
    public string NetworkGap { get; init; } = "30";
    public string Refresh { get; init; } = "";
    public string Priority { get; init; } = "0";

    /// <summary>One opening a line.</summary>
    public string Variants { get; init; } = "";

    /// <summary>One a line: <c>09-01 to 11-30</c>.</summary>
    public string Seasons { get; init; } = "";

    /// <summary>Keys of the channels it may come back in; none: those its recipe reaches.</summary>
    public ValueList<string> BackIn { get; init; } = [];

    public ValueList<OutletTyped> Outlets { get; init; } = [];

    /// <summary>The revision of the piece when the form was opened; null: it is new.</summary>
    public long? Seen { get; init; }

    public static PieceForm Of(ContentPiece piece, long? seen) => new()
    {
        Title = piece.Title,
        Format = piece.Format,
        Status = Word(piece.Status),
        Channel = piece.Channel ?? "",
        Planned = Date(piece.PlannedOn),
        PublishDay = Date(piece.Publish?.At.Date),
        PublishTime = piece.Publish is { } moment ? Time.Format(moment.At.TimeOfDay) : "",
        Zone = piece.Publish?.Zone?.Id ?? "",
        Owner = piece.Owner ?? "",
        Pillar = piece.Pillar ?? "",
        Intention = piece.Intention ?? "",
        Need = piece.Need ?? "",
        Launch = piece.Launch ?? "",
        Url = piece.Url ?? "",
        BodyFormat = piece.Body?.Format == Core.Pieces.BodyFormat.Html ? "html" : "markdown",
        Body = piece.Body?.Text ?? "",
        Recipes = piece.Recipes,
        Private = piece.Private,
        ComesBack = piece.Evergreen is not null,
        Cooldown = Number(piece.Evergreen?.CooldownDays ?? 90),
        Cycles = Number(piece.Evergreen?.Cycles),
        HoldUntil = Date(piece.Evergreen?.HoldUntil),
        ExpiresOn = Date(piece.Evergreen?.ExpiresOn),
        NetworkGap = Number(piece.Evergreen?.NetworkGapDays ?? 30),
        Refresh = Number(piece.Evergreen?.RefreshAfterDays),
        Priority = Number(piece.Evergreen?.Priority ?? 0),
        Seasons = string.Join('\n', piece.Evergreen?.Seasons.Select(s => $"{DayOfYear.Format(s.From)} to {DayOfYear.Format(s.To)}") ?? []),
        Variants = string.Join('\n', piece.Evergreen?.Variants ?? []),
        BackIn = piece.Evergreen?.Channels ?? [],
        Outlets = piece.Outlets.Select(o => new OutletTyped(o.Channel, Date(o.On), o.Url ?? "")).ToValueList(),
        Seen = seen,
    };

    public static PieceForm Of(IFormCollection form)
    {
        var (channels, days, urls) = (form["outlet-channel"], form["outlet-on"], form["outlet-url"]);
        return new()
        {
            Title = form["title"].ToString().Trim(),
            Format = form["format"].ToString().Trim(),
            Status = form["status"].ToString(),
            Channel = form["channel"].ToString(),
            Planned = form["planned"].ToString(),
            PublishDay = form["publish-day"].ToString(),
            PublishTime = form["publish-time"].ToString(),
            Zone = form["zone"].ToString().Trim(),
            Owner = form["owner"].ToString(),
            Pillar = form["pillar"].ToString(),
            Intention = form["intention"].ToString(),
            Need = form["need"].ToString(),
            Launch = form["launch"].ToString(),
            Url = form["url"].ToString().Trim(),
            BodyFormat = form["body-format"].ToString(),
            Body = form["body"].ToString().ReplaceLineEndings("\n"),
            Recipes = form["recipe"].OfType<string>().Where(r => r.Length > 0).Distinct().ToValueList(),
            Private = form["private"] == "true",
            ComesBack = form["comes-back"] == "true",
            Cooldown = form["cooldown"].ToString().Trim(),
            Cycles = form["cycles"].ToString().Trim(),
            HoldUntil = form["hold-until"].ToString(),
            ExpiresOn = form["expires-on"].ToString(),
            NetworkGap = form["network-gap"].ToString().Trim(),
            Refresh = form["refresh"].ToString().Trim(),
            Priority = form["priority"].ToString().Trim(),
            Seasons = form["seasons"].ToString().ReplaceLineEndings("\n"),
            Variants = form["variants"].ToString().ReplaceLineEndings("\n"),
            BackIn = form["back-in"].OfType<string>().ToValueList(),
            Outlets = Enumerable.Range(0, Math.Min(channels.Count, 200))
                .Select(i => new OutletTyped(channels[i] ?? "", i < days.Count ? days[i] ?? "" : "", i < urls.Count ? urls[i]?.Trim() ?? "" : ""))
                .Where(o => !o.IsEmpty).ToValueList(),
            Seen = long.TryParse(form["seen"], out var seen) ? seen : null,
        };
    }

    public static string Word(PieceStatus status) => status.ToString().ToLowerInvariant();

    internal static readonly AnnualDatePattern DayOfYear = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    internal static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static string Date(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : "";

    private static string Number(int? number) => number is { } n ? FormattableString.Invariant($"{n}") : "";
}
