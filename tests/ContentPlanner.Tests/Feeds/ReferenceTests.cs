using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Tests.Feeds;

/// <summary>The reference calendars as a person, and seven programs, have read and accepted them, octet by octet.</summary>
public class ReferenceTests
{
    public static TheoryData<string> Zones => new(Reference.Zones);

    [Theory]
    [MemberData(nameof(Zones))]
    public void R1_R21_Reference_calendars_stay_the_same_octets(string zone)
    {
        Golden.Matches($"Feeds/reference/{File(zone)}.ics", Written.Of(Reference.Feed(zone)).Text);
        Golden.Matches($"Feeds/reference/{File(zone)}-todo.ics", Written.Of(Reference.Todos(zone)).Text);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void R1_Reference_calendars_are_whole_and_their_names_unique(string zone)
    {
        var feed = Written.Of(Reference.Feed(zone));
        Assert.Equal(FeedCut.None, feed.Report.Cut);
        Assert.Distinct(feed.Events.Select(e => (e["UID"], e["RECURRENCE-ID"])));
        Assert.All(feed.Events, e => Assert.NotNull(e["DTEND"]));
    }

    private static string File(string zone) => zone[(zone.IndexOf('/', StringComparison.Ordinal) + 1)..].ToLowerInvariant().Replace('_', '-');
}
