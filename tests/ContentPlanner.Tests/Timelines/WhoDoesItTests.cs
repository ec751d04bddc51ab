using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Tests.Feeds;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Timelines;

/// <summary>A line of a step or a task says whose it is: the role to everybody, names where they are asked for.</summary>
public class WhoDoesItTests
{
    private static readonly Library Shelf = new()
    {
        Blueprints =
        [
            Small.Book with { Countdown = new() { Anchor = "publication", Marks = [new() { DaysBefore = 30, Template = "book", Posts = [new("letter", "post.md", "marketer"), new("blog", "post.md", "podcast-booker")] }] } },
            Small.Group,
        ],
    };

    private static readonly Workspace House = Small.House with
    {
        Channels = [new() { Key = "letter" }, new() { Key = "blog" }],
        Members = Small.House.Members.Select(m => m with { Roles = [.. m.Roles.Where(r => r != "marketer" && r != "assistant")] }).ToValueList(),
        Periods = [new() { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "office", Role = "marketer", Name = "The press office, coach@steadyground.example" }] }],
    };

    private static readonly Timeline Lines = Timeline.Of(Schedule.Of(House, Shelf, _ => new(), Sample.Today), new(new(2027, 3, 1), new(2027, 5, 31)));

    [Fact]
    public void A_role_is_said_and_while_nobody_plays_it_that_too()
    {
        Assert.Contains("Role: assistant, nobody plays it yet", Lines.Entry("milestone", "the-book/copies-out").Description, StringComparison.Ordinal);
        Assert.Contains("Role: podcast booker, nobody plays it yet", Lines.Entry("task", "the-book/t-30/blog/1").Description, StringComparison.Ordinal);
        Assert.Equal("Role: author", Lines.Entry("milestone", "the-book/day").Description!.Split('\n').Single(l => l.StartsWith("Role", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_does_it_outside_is_named_where_names_are_asked_for_and_nowhere_else()
    {
        foreach (var (type, key, owner) in new[] { ("milestone", "the-book/offer", "coach"), ("task", "the-book/t-30/letter/1", null) })
        {
            var entry = Lines.Entry(type, key);
            Assert.Equal(("The press office, The coach", owner), (entry.Outside, entry.Owner));
            Assert.EndsWith("Role: marketer", entry.Description!.Split('\n').Single(l => l.StartsWith("Role", StringComparison.Ordinal)), StringComparison.Ordinal);

            Assert.Contains("Done by: The press office, The coach", Feed(entry, new() { ShowPeople = true }), StringComparison.Ordinal);
            Assert.DoesNotContain("press office", Feed(entry, new()), StringComparison.Ordinal);
            Assert.DoesNotContain("press office", Feed(entry, new() { ShowPeople = true, TitlesOnly = true }), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_project_that_is_its_one_milestone_is_named_once()
    {
        var project = new Project { Key = "booker", Title = "Podcast booker found", Milestones = [new() { Key = "found", Title = "Podcast booker found", On = new(2027, 4, 1) }] };

        var line = Timeline.Of(Schedule.Of(House with { Periods = [House.Periods[0] with { Projects = [project] }] }, Shelf, _ => new(), Sample.Today), new(new(2027, 3, 1), new(2027, 5, 31))).Entry("milestone", "booker/found");

        Assert.Equal(("Podcast booker found", "Podcast booker found"), (line.Title, line.Reason));
    }

    private static string Feed(Entry entry, FeedOptions options) => Written.Of(new FeedRequest
    {
        Name = "The book",
        Zone = House.Zone,
        Entries = [entry],
        Options = options,
        Today = Sample.Today,
        Now = Instant.FromUtc(2026, 11, 23, 9, 0),
    }).Event.Text("DESCRIPTION") ?? "";
}
