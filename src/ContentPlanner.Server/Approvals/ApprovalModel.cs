using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>A day of the launch around what is asked about.</summary>
public sealed record LaunchDayShown(string Title, string Day);

/// <summary>The launch around what is asked about.</summary>
/// <param name="Left">"169 days to go"; null: it is over, or has no day.</param>
public sealed record LaunchShown(string Title, string? Left, IReadOnlyList<LaunchDayShown> Days);

/// <summary>What <c>/approve/{token}</c> shows: one text as its readers will see it, the launch around it, and the two answers.</summary>
public sealed record ApprovalModel
{
    private const int MostDays = 6;

    public required string Title { get; init; }
    public required string Client { get; init; }

    /// <summary>First name of who is asked.</summary>
    public required string Name { get; init; }

    /// <summary>"LinkedIn post, due Thursday 26 November".</summary>
    public required string About { get; init; }

    public required ApprovalState State { get; init; }
    public string? Comment { get; init; }
    public string? AnsweredOn { get; init; }

    /// <summary>The text of a piece as a page; null: it is a draft, in <see cref="Texts"/>.</summary>
    public MarkupString? Html { get; init; }

    /// <summary>The texts of a draft that are posted one by one.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    public LaunchShown? Launch { get; init; }
    public string? Typed { get; init; }
    public string? Mistake { get; init; }
    public int Longest { get; init; }

    public static ApprovalModel Of(Desk desk, ApprovalStanding standing, string? typed, string? mistake, int longest)
    {
        var workspace = desk.Workspace;
        var locale = Locale.For(workspace.Locale);
        // What was changed since is not what they were asked about: it is not theirs to see.
        var shows = standing.State != ApprovalState.Outdated;
        var day = standing.Piece?.Day ?? standing.Task?.Due;
        var what = standing.Task is { } task ? $"{task.What()} for {workspace.ChannelName(desk.Installation.Library, task.Channel)}" : standing.Piece is { } piece ? Spelling.Spelled(piece.Format) : "";
        return new()
        {
            Title = standing.Task?.Source.Title ?? standing.Title,
            Client = workspace.Name,
            Name = standing.Approval.From.Split(' ')[0],
            About = day is { } on ? $"{what}, {locale.Format(on, DayStyle.Weekday)}" : what,
            State = standing.State,
            Comment = standing.Approval.Comment,
            AnsweredOn = standing.Approval.AnsweredOn is { } answered ? locale.Format(answered, DayStyle.Weekday) : null,
            Html = shows && standing.Piece?.Body is { } body ? new MarkupString(BodyHtml.Of(body, under: standing.Title)) : null,
            Texts = shows && standing.Task is { } asked ? [.. DraftText.Texts(desk.DraftOf(asked))] : [],
            Launch = standing.Launch is { } key && desk.Schedule.Launch(key) is { } launch ? Around(launch, locale, desk.Schedule) : null,
            Typed = typed,
            Mistake = mistake,
            Longest = longest,
        };
    }

    private static LaunchShown Around(Core.Launches.LaunchSchedule launch, Locale locale, Schedule schedule)
    {
        var left = launch.Day is { } day ? Period.DaysBetween(schedule.Today, day) : -1;
        return new(launch.Launch.Title,
            left switch { < 0 => null, 0 => "today", _ => DueWords.Counted(left, "day") + " to go" },
            [.. launch.Anchors.OrderBy(a => a.Day).Take(MostDays).Select(a => new LaunchDayShown(a.Title, locale.Format(a.Day, DayStyle.Full)))]);
    }
}
