using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Calendars;

public class PushingTests
{
    private static readonly LocalDate Tuesday = new(2026, 12, 1);

    [Fact]
    public void Who_stands_there_moves_to_the_next_place_and_so_on_until_an_empty_one()
    {
        var plan = Plan(Piece("new", null), Piece("a", Tuesday), Piece("b", Tuesday.PlusWeeks(1)), Piece("d", Tuesday.PlusWeeks(3)));

        Assert.Equal([("new", Tuesday), ("a", Tuesday.PlusWeeks(1)), ("b", Tuesday.PlusWeeks(2))], Moves(plan, "new"));
    }

    [Fact]
    public void An_empty_place_is_just_taken() => Assert.Equal([("new", Tuesday)], Moves(Plan(Piece("new", null)), "new"));

    [Fact]
    public void What_is_scheduled_or_out_keeps_its_day_and_is_jumped_over()
    {
        var plan = Plan(Piece("new", null), Piece("a", Tuesday), Piece("fixed", Tuesday.PlusWeeks(1)) with { Status = PieceStatus.Scheduled });

        Assert.Equal([("new", Tuesday), ("a", Tuesday.PlusWeeks(2))], Moves(plan, "new"));
    }

    [Fact]
    public void Other_channels_stay() =>
        Assert.Equal([("new", Tuesday)], Moves(Plan(Piece("new", null), Piece("elsewhere", Tuesday) with { Channel = "newsletter" }), "new"));

    [Fact]
    public void Days_off_have_no_places()
    {
        var plan = Plan(Piece("new", null), Piece("a", Tuesday)) with { Blackouts = [new(Tuesday.PlusDays(1), Tuesday.PlusDays(10), "rest")] };

        Assert.Equal([("new", Tuesday), ("a", Tuesday.PlusWeeks(2))], Moves(plan, "new"));
    }

    [Fact]
    public void Without_a_recurring_place_nobody_knows_where_to_push()
    {
        var (moves, refusal) = Pushing.Of(Plan(Piece("new", null), Piece("a", Tuesday)) with { Cadences = [] }, "new", Tuesday);
        Assert.Null(moves);
        Assert.Contains("no recurring place for blog", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Pushed_pieces_keep_the_hour_they_had()
    {
        var plan = Plan(Piece("new", null), Piece("a", Tuesday) with { Publish = new(Tuesday + new LocalTime(11, 30)) });
        var after = Pushing.Apply(plan, Pushing.Of(plan, "new", Tuesday).Moves!);

        Assert.Equal(Tuesday.PlusWeeks(1) + new LocalTime(11, 30), after.Pieces[1].Publish!.At);
        Assert.Equal((PieceStatus.Planned, Tuesday), (after.Pieces[0].Status, after.Pieces[0].Day));
    }

    private static IEnumerable<(string, LocalDate)> Moves(Workspace plan, string piece) => Pushing.Of(plan, piece, Tuesday).Moves!.Select(m => (m.Piece.Key, m.To));

    private static ContentPiece Piece(string key, LocalDate? day) => new() { Key = key, Title = key, Format = "blog-post", Channel = "blog", PlannedOn = day, Status = day is null ? PieceStatus.Idea : PieceStatus.Planned };

    private static Workspace Plan(params ValueList<ContentPiece> pieces) => new()
    {
        Key = "w",
        Name = "W",
        Zone = DateTimeZone.Utc,
        Pieces = pieces,
        Cadences = [new() { Key = "post", Title = "Post", Channel = "blog", Series = new() { Start = Tuesday, Rule = new() { Frequency = Frequency.Weekly }, Time = new LocalTime(9, 0) } }],
    };
}
