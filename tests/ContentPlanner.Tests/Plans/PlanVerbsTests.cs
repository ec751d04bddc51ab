using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Plans;

public class PlanVerbsTests
{
    private static readonly Workspace Year = Shipped.Plan("coaching-author").Value!;
    private static readonly LocalDate Today = Sample.Today;

    [Theory]
    [InlineData("A calm year", "a-calm-year")]
    [InlineData("  Ní Bhriain’s café!  ", "ni-bhriains-cafe")]
    [InlineData("日本語", "project")]
    [InlineData("Taken", "taken-3")]
    public void A_key_is_made_of_what_people_write_and_is_not_taken(string title, string key) =>
        Assert.Equal(key, Keys.New(title, "project", ["taken", "taken-2"]));

    [Fact]
    public void What_served_an_intention_that_is_taken_away_serves_none_and_the_document_still_reads()
    {
        var after = Year.WithoutIntention("full-circles");

        Assert.DoesNotContain(after.Intentions(), i => i.Key == "full-circles");
        Assert.All(after.Launches, l => Assert.NotEqual("full-circles", l.Intention));
        Assert.True(Reads(after));
        Assert.False(Reads(Year with { Periods = [Year.Periods[0] with { Focus = [] }] }));
    }

    [Fact]
    public void Factors_focus_areas_projects_and_steps_go_with_what_refers_to_them()
    {
        var after = Year.WithoutFactor("finish-draft").WithoutFocus("audience").WithoutProject("leverage").WithoutStep("write-book", "edit-in");

        Assert.True(Reads(after));
        Assert.All(after.Pieces, p => Assert.NotEqual("finish-draft", p.Need));
        Assert.All(after.Pieces, p => Assert.NotEqual("letter-readers", p.Intention));
        Assert.Equal(["chapters-done", "manuscript-final"], after.Periods[0].Projects.Single(p => p.Key == "write-book").Milestones.Select(m => m.Key));
    }

    [Fact]
    public void A_second_reading_of_a_day_takes_the_place_of_the_first_and_readings_stand_by_day()
    {
        var after = Year.Read("letter-readers", new(new(2026, 11, 18), 1250)).Read("letter-readers", new(new(2026, 11, 20), 1263, "Counted again"));

        Assert.Equal([1240m, 1250m, 1263m], after.Intentions().Single(i => i.Key == "letter-readers").Readings.Select(r => r.Value));
        Assert.Equal([1240m, 1250m], after.Unread("letter-readers", new(2026, 11, 20)).Intentions().Single(i => i.Key == "letter-readers").Readings.Select(r => r.Value));
    }

    [Fact]
    public void A_take_away_is_closed_and_opened_again()
    {
        var closed = Year.CloseTakeAway("seat-price", Today, "390 a seat");

        Assert.Equal((Today, "390 a seat"), TakeAway(closed) is var t ? (t.ClosedOn, t.Outcome) : default);
        Assert.Null(TakeAway(closed.ReopenTakeAway("seat-price")).ClosedOn);

        static TakeAway TakeAway(Workspace workspace) => workspace.Periods[0].TakeAways.Single(t => t.Key == "seat-price");
    }

    [Fact]
    public void A_review_that_was_held_keeps_what_people_wrote_down()
    {
        var after = Year.CloseReview("regroup", new(new(2026, 12, 14), new(2026, 12, 15), "The circle stays in April")).CloseReview("regroup", new(new(2026, 12, 14), new(2026, 12, 16), "It moves"));

        Assert.Equal(new HeldReview(new(2026, 12, 14), new(2026, 12, 16), "It moves"), Assert.Single(after.Periods[0].Reviews[0].Held));
        Assert.True(Reads(after));
    }

    private static bool Reads(Workspace workspace) =>
        PlanFile.Read("plan.yaml", PlanFile.Write(workspace with { Pieces = [.. workspace.Pieces.Select(p => p with { BodyFile = null })] }), _ => null, Shipped.Library, Today).Value is not null;
}
