using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Leverage;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Pieces;

/// <summary>What somebody typed that could not be done, and why.</summary>
public sealed record PieceTyped(string Do, string? Url, string? Day, string? Time, string Words)
{
    /// <summary>Whom somebody wanted to ask for an approval.</summary>
    public AskTyped? Ask { get; init; }
}

/// <summary>A step of the recipe as the page shows it.</summary>
/// <param name="State">Of <see cref="LeverageState"/>, as a class.</param>
/// <param name="Words">"out 18 Nov", "planned, tomorrow".</param>
/// <param name="Href">The task that is next; null: it has none.</param>
public sealed record StepShown(string Title, string Channel, string Kind, string State, string Icon, string Words, string? Href, IReadOnlyList<PartShown> Parts);

/// <summary>One of several tasks of a step, or an outing.</summary>
public sealed record PartShown(string Title, string Href, string Words, bool IsLate);

/// <summary>A time the piece has been out.</summary>
public sealed record OutingShown(string Channel, string On, string? Url, bool Again);

/// <summary>Something of the plan that a piece can serve.</summary>
public sealed record Aim(string Key, string Title, string Of, bool IsNeed);

/// <summary>What <c>/w/{client}/pieces/{piece}</c> shows.</summary>
public sealed record PiecePageModel
{
    public required string Path { get; init; }
    public required string Title { get; init; }
    public required string Eyebrow { get; init; }
    public required string Kind { get; init; }
    public required string State { get; init; }
    public string? Tone { get; init; }
    public required PieceStatus Status { get; init; }
    public bool MayWrite { get; init; }
    public string? Planned { get; init; }
    public string? Publishes { get; init; }

    /// <summary>The same moment where the reader is, when that is another.</summary>
    public string? PublishesHere { get; init; }

    public string? Owner { get; init; }
    public string? Pillar { get; init; }
    public string? Intention { get; init; }
    public string? Need { get; init; }
    public string? Launch { get; init; }
    public string? LaunchHref { get; init; }
    public string? Channel { get; init; }
    public string? Url { get; init; }
    public string? Evergreen { get; init; }
    public bool Private { get; init; }
    public MarkupString? Text { get; init; }
    public required string Length { get; init; }
    public required IReadOnlyList<StepShown> Steps { get; init; }
    public int Out { get; init; }
    public required string Sub { get; init; }
    public required IReadOnlyList<PartShown> Again { get; init; }
    public required IReadOnlyList<OutingShown> Outings { get; init; }
    public required string Today { get; init; }
    public required string Now { get; init; }
    public required string Zone { get; init; }
    public PieceTyped? Typed { get; init; }

    /// <summary>Who was asked to approve it, and what they said.</summary>
    public required IReadOnlyList<AskedShown> Asked { get; init; }

    /// <summary>Keys under which a browser keeps what was typed: into this piece's form, and into that of a new one.</summary>
    public required string Keep { get; init; }

    public required string KeepBegun { get; init; }

    public static PiecePageModel Of(OpenPlan open, ContentPiece piece, IReadOnlyList<ContentTask> tasks, PieceTyped? typed)
    {
        var leverage = PieceLeverage.Of(open.Workspace, open.Library, piece, tasks);
        var (state, tone) = StateOf(piece, open.Today);
        var purposes = Aims(open);
        var launch = piece.Launch is { } key ? open.Workspace.Launches.FirstOrDefault(l => l.Key == key) : null;
        return new()
        {
            Path = open.At($"/pieces/{piece.Key}"),
            Title = piece.Title,
            Eyebrow = Spelling.Spelled(piece.Format),
            Kind = Kinds.OfFormat(piece.Format),
            State = state,
            Tone = tone,
            Status = piece.Status,
            MayWrite = open.May(Access.Contributor),
            Planned = piece.PlannedOn is { } planned ? open.Locale.Format(planned, DayStyle.Full) : null,
            Publishes = Moment(open, piece),
            PublishesHere = MomentHere(open, piece),
            Owner = open.Workspace.NameOf(piece.Owner),
            Pillar = open.Workspace.Pillars.FirstOrDefault(p => p.Key == piece.Pillar)?.Name ?? piece.Pillar,
            Intention = purposes.FirstOrDefault(p => !p.IsNeed && p.Key == piece.Intention)?.Title ?? piece.Intention,
            Need = purposes.FirstOrDefault(p => p.IsNeed && p.Key == piece.Need)?.Title ?? piece.Need,
            Launch = launch?.Title,
            LaunchHref = launch is null ? null : open.At($"/launches/{launch.Key}"),
            Channel = piece.Channel is { } channel ? open.ChannelName(channel) : null,
            Url = piece.Url,
            Evergreen = EvergreenWords(piece.Evergreen, open.Locale),
            Private = piece.Private,
            Text = piece.Body is null ? null : new MarkupString(BodyHtml.Of(piece.Body, under: piece.Title)),
            Length = PieceText.Words(piece.Body),
            Steps = [.. leverage.Steps.Select(s => Step(open, s))],
            Out = leverage.Out,
            Sub = Said(piece, leverage),
            Again = [.. leverage.Again.Select(t => Part(open, t))],
            Outings = [.. leverage.Outings.Select(o => new OutingShown(o.Channel is { } c ? open.ChannelName(c) : "Somewhere", open.Locale.Format(o.On, DayStyle.Medium), o.Url, o.Again))],
            Today = LocalDatePattern.Iso.Format(open.Today),
            Now = PieceForm.Time.Format(open.Now.InZone(open.Workspace.Zone).TimeOfDay),
            Zone = open.Workspace.Zone.Id,
            Typed = typed,
            Asked = ApprovalAsking.Of(open, piece.Key, null),
            Keep = KeepOf(open, piece),
            KeepBegun = KeepOf(open, null),
        };
    }

    public static string KeepOf(OpenPlan open, ContentPiece? piece) => piece is null ? $"{open.Client.Key}/pieces/new" : $"{open.Client.Key}/pieces/{piece.Id:N}";

    /// <summary>What pieces can serve: intentions and client needs of this and coming periods first.</summary>
    public static IReadOnlyList<Aim> Aims(OpenPlan open) =>
    [
        .. from period in open.Workspace.Periods.OrderByDescending(p => p.To)
           from focus in period.Focus
           from intention in focus.Intentions
           select new Aim(intention.Key, intention.Title, focus.Name, false),
        .. from period in open.Workspace.Periods.OrderByDescending(p => p.To)
           from factor in period.Environment
           where factor.Kind == FactorKind.ClientNeed
           select new Aim(factor.Key, factor.Title, period.Name, true),
    ];

    public static (string State, string? Tone) StateOf(ContentPiece piece, LocalDate today) => piece.Status switch
    {
        PieceStatus.Idea => ("Idea", null),
        PieceStatus.Published => ("Published", "ok"),
        PieceStatus.Retired => ("Retired", null),
        _ when piece.Day < today => (piece.Status.ToString(), "late"),
        PieceStatus.Scheduled => ("Scheduled", "accent"),
        _ => (piece.Status.ToString(), null),
    };

    private static string? Moment(OpenPlan open, ContentPiece piece)
    {
        if (piece.Publish is not { } moment) return null;
        var zone = moment.Zone ?? open.Workspace.Zone;
        var words = $"{open.Locale.Format(moment.At.Date, DayStyle.Full)}, {open.Locale.Format(moment.At.TimeOfDay)}";
        return zone.Equals(open.Workspace.Zone) ? words : $"{words} ({zone.Id})";
    }

    private static string? MomentHere(OpenPlan open, ContentPiece piece)
    {
        if (piece.Publish is not { } moment || open.Reader is not { } reader) return null;
        var there = moment.At.InZoneLeniently(moment.Zone ?? open.Workspace.Zone);
        var here = there.WithZone(reader);
        return here.LocalDateTime == there.LocalDateTime ? null : $"{open.Locale.Format(here.Date, DayStyle.Weekday)}, {open.Locale.Format(here.TimeOfDay)} where you are";
    }

    private static StepShown Step(OpenPlan open, LeverageStep step)
    {
        var (icon, words) = step.State switch
        {
            LeverageState.Out => ("check", step.Tasks.Count > 1 ? FormattableString.Invariant($"{step.Done} of {step.Tasks.Count} out") : $"out {open.Locale.Day(step.Day!.Value, open.Today)}"),
            LeverageState.InProgress => ("edit", $"under way, {open.Locale.Due(step.Day!.Value, open.Today)}"),
            LeverageState.Planned => ("clock", open.Locale.Due(step.Day!.Value, open.Today)),
            LeverageState.Proposed => ("plus", "nobody took it up yet"),
            LeverageState.Waiting => ("clock", "once it has a day"),
            _ => ("skip", "decided against"),
        };
        var next = step.Tasks.FirstOrDefault(t => t.IsOpen) ?? step.Tasks.FirstOrDefault(t => t.Status == ContentTaskStatus.Proposed) ?? (step.Tasks.Count > 0 ? step.Tasks[0] : null);
        return new(step.Step.Title, open.ChannelName(step.Channel.Key), Kinds.OfChannel(step.Channel.Key), step.State.ToString().ToLowerInvariant(), icon, words,
            next is null ? null : open.At($"/tasks/{next.Key}"), step.Tasks.Count > 1 ? [.. step.Tasks.Select(t => Part(open, t))] : []);
    }

    private static PartShown Part(OpenPlan open, ContentTask task) => new(
        task.Part is { } part ? FormattableString.Invariant($"Part {part}") : task.What(), open.At($"/tasks/{task.Key}"),
        task.Status switch
        {
            ContentTaskStatus.Done => $"out {open.Locale.Day(task.Day, open.Today)}",
            ContentTaskStatus.Proposed => $"proposed for {open.Locale.Day(task.Due, open.Today)}",
            ContentTaskStatus.Skipped or ContentTaskStatus.Cancelled => "decided against",
            _ => open.Locale.Due(task.Due, open.Today),
        },
        task.IsLate(open.Today));

    private static string Said(ContentPiece piece, PieceLeverage leverage) => (piece.Status, leverage.Steps.Count) switch
    {
        (PieceStatus.Idea, _) => "An idea. Give it a day and its recipe makes tasks of it.",
        (_, 0) => "Its recipe leads to no channel in use.",
        (PieceStatus.Retired, _) => "Retired: nothing new is made of it.",
        _ => leverage.Out switch { 0 => $"Nothing of its recipe’s {DueWords.Counted(leverage.Steps.Count, "step")} is out yet.", 1 => $"1 of the {DueWords.Counted(leverage.Steps.Count, "step")} of its recipe is out.", _ => $"{leverage.Out} of the {DueWords.Counted(leverage.Steps.Count, "step")} of its recipe are out." },
    };

    private static string? EvergreenWords(EvergreenRule? rule, Locale locale) => rule is null ? null
        : string.Join(", ", new[]
        {
            $"Comes back after {DueWords.Counted(rule.CooldownDays, "day")} of rest",
            rule.Cycles is { } cycles ? $"{DueWords.Counted(cycles, "time")} at most" : null,
            rule.ExpiresOn is { } end ? $"until {locale.Format(end, DayStyle.Medium)}" : null,
        }.OfType<string>());
}
