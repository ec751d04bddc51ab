using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Server.Tests.Leverage;

/// <summary>What people do to a plan, one after the other: every kind of item is added, changed, decided about or removed.</summary>
internal static class Edits
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    public static IEnumerable<(string What, Func<Workspace, Workspace> Edit)> All =>
    [
        ("renamed a piece", w => Piece(w, "five-steps", p => p with { Title = "Seven steps" })),
        ("moved a piece", w => Piece(w, "planning-day-regroup", p => p with { PlannedOn = new(2026, 12, 1), Publish = null })),
        ("took its hour away", w => Piece(w, "planning-day-regroup", p => p with { PlannedOn = new(2026, 11, 24) })),
        ("put a surer piece in its place", w => w with { Pieces = [.. w.Pieces, Post("surer", new(2026, 11, 24), PieceStatus.Published)] }),
        ("took the surer piece away", w => w with { Pieces = [.. w.Pieces.Where(p => p.Key != "surer")] }),
        ("made a piece private", w => Piece(w, "five-steps", p => p with { Private = true })),
        ("finished a task", w => Task(w, "five-steps/", d => d with { Status = ContentTaskStatus.Done, ClosedOn = Today })),
        ("pinned a task", w => Task(w, "planning-day-regroup/", d => d with { Day = new(2026, 12, 9) })),
        ("edited a draft", w => Task(w, "planning-day-regroup/", d => d with { Draft = "My own words.", DraftSource = "another" })),
        ("followed the plan again", w => w with { Tasks = [] }),
        ("thought of a post", w => w with { Pieces = [.. w.Pieces, Post("thought", new(2026, 12, 8), PieceStatus.Idea)] }),
        ("planned it", w => Piece(w, "thought", p => p with { Status = PieceStatus.Planned, Recipes = ["case-study"] })),
        ("retired a piece", w => Piece(w, "one-place-only", p => p with { Status = PieceStatus.Retired })),
        ("brought it back", w => Piece(w, "one-place-only", p => p with { Status = PieceStatus.Published })),
        ("filled the slots", w => w with { Pieces = [.. w.Pieces, .. Enumerable.Range(0, 4).Select(n => Post($"linked-{n}", new LocalDate(2026, 11, 25).PlusWeeks(n), PieceStatus.Planned) with { Channel = "linkedin" })] }),
        ("emptied them", w => w with { Pieces = [.. w.Pieces.Where(p => !p.Key.StartsWith("linked-", StringComparison.Ordinal))] }),
        ("moved the book", w => Launch(w, "book", l => l with { Anchors = [.. l.Anchors.Select(a => a with { Day = a.Day.PlusDays(7) })] })),
        ("renamed the book", w => Launch(w, "book", l => l with { Title = "The Hurried Author" })),
        ("gave the book another key", w => Launch(w, "book", l => l with { Key = "renamed-launch" })),
        ("finished a step", w => Step(w, d => d with { Status = MilestoneStatus.Done, ClosedOn = Today })),
        ("put a circle off", w => Launch(w, "group", l => l with { Status = LaunchStatus.Postponed, StatusSince = Today })),
        ("cancelled it", w => Launch(w, "group", l => l with { Status = LaunchStatus.Cancelled, StatusSince = Today })),
        ("held it after all", w => Launch(w, "group", l => l with { Status = LaunchStatus.Planned, StatusSince = null })),
        ("took a launch away", w => w with { Launches = [.. w.Launches.Skip(1)] }),
        ("gave the assistant another name", w => w with { Members = [.. w.Members.Select(m => m.Key == "assistant" ? m with { Name = "Nora", Email = "nora@steadyground.example" } : m)] }),
        ("gave a channel to the coach", w => w with { Channels = [.. w.Channels.Select(c => c.Key == "linkedin" ? c with { Owner = "coach", Name = "LinkedIn page" } : c)] }),
        ("moved the slots", w => w with { Cadences = [.. w.Cadences.Select(c => c.Key == "tuesday-post" ? c with { Title = "Tuesday post", Series = c.Series with { Time = new(10, 0) } } : c)] }),
        ("took a holiday", w => w with { Holidays = [.. w.Holidays, new(new(2026, 12, 1), new(2026, 12, 2), "Two days")] }),
        ("renamed an intention", w => Period(w, p => p with { Focus = [.. p.Focus.Select(f => f with { Intentions = [.. f.Intentions.Select(i => i with { Title = i.Title + ", again" })] })] })),
        ("noted what clients need", w => Period(w, p => p with { Environment = [.. p.Environment.Select(f => f with { Title = f.Title + " now" })] })),
        ("closed a take-away", w => Period(w, p => p with { TakeAways = [.. p.TakeAways.Select(t => t with { ClosedOn = Today })] })),
        ("gave a project another deadline", w => Period(w, p => p with { Projects = [.. p.Projects.Select(x => x with { Deadline = x.Deadline?.PlusDays(5) })] })),
        ("wrote a note", w => w with { Notes = [.. w.Notes, new() { Key = "note-new", Title = "Remember", From = new(2027, 1, 4), To = new(2027, 1, 5) }] }),
        ("took the notes away", w => w with { Notes = [] }),
        ("moved to another zone", w => w with { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] }),
        ("began planning later", w => Period(w, p => p with { PlannedOn = Today.PlusDays(-1) })),
        ("took a period away", w => w with { Periods = [] }),
    ];

    public static ContentPiece Post(string key, LocalDate day, PieceStatus status) =>
        new() { Key = key, Title = $"A post named {key}", Format = "blog-post", Channel = "blog", PlannedOn = day, Status = status };

    public static Workspace Piece(Workspace workspace, string key, Func<ContentPiece, ContentPiece> edit)
    {
        Assert.Contains(workspace.Pieces, p => p.Key == key);
        return workspace with { Pieces = [.. workspace.Pieces.Select(p => p.Key == key ? edit(p) : p)] };
    }

    /// <summary>The first launch whose blueprint's name holds a word.</summary>
    private static Workspace Launch(Workspace workspace, string blueprint, Func<Launch, Launch> edit)
    {
        var launch = workspace.Launches.First(l => l.Blueprint.Contains(blueprint, StringComparison.Ordinal));
        return workspace with { Launches = [.. workspace.Launches.Select(l => ReferenceEquals(l, launch) ? edit(l) : l)] };
    }

    private static Workspace Period(Workspace workspace, Func<Plan, Plan> edit) => workspace with { Periods = [edit(workspace.Periods[0]), .. workspace.Periods.Skip(1)] };

    private static Workspace Task(Workspace workspace, string source, Func<TaskDecision, TaskDecision> decide)
    {
        var key = Client.TasksOf(workspace).First(k => k.StartsWith(source, StringComparison.Ordinal));
        return workspace with { Tasks = [.. workspace.Tasks, decide(new() { Key = key })] };
    }

    private static Workspace Step(Workspace workspace, Func<MilestoneDecision, MilestoneDecision> decide) =>
        workspace with { Milestones = [.. workspace.Milestones, decide(new() { Key = Client.MilestonesOf(workspace)[0] })] };
}
