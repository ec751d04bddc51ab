using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Plans;

public class RolesTests
{
    private static readonly LocalDate InPeriod = new(2027, 3, 1), Before = new(2026, 12, 1);

    private static readonly Launch Book = new()
    {
        Key = "the-book", Title = "The book", Blueprint = "book-launch", Roles = [new RoleHolder("designer", "assistant")],
    };

    private static readonly Workspace Workspace = new()
    {
        Key = "w", Name = "W", Zone = DateTimeZone.Utc,
        Members =
        [
            new Member { Key = "coach", Name = "The coach", Roles = ["author", "designer"] },
            new Member { Key = "assistant", Name = "The assistant", Roles = ["author", "assistant"] },
            new Member { Key = "editor", Name = "The editor" },
        ],
        Periods =
        [
            new Plan
            {
                Key = "year", Name = "2027", From = new(2027, 1, 1), To = new(2027, 12, 31),
                Players =
                [
                    new Player { Key = "edits", Role = "author", Member = "editor" },
                    new Player { Key = "studio", Role = "photographer", Name = "The studio" },
                ],
            },
        ],
    };

    [Fact]
    public void A_member_who_holds_the_role_plays_it_and_the_first_one_wins() =>
        Assert.Equal(new RoleHolding("coach"), (Workspace with { Periods = [] }).HolderOf("author", InPeriod));

    [Fact]
    public void A_period_s_player_comes_before_members_on_the_period_s_days() =>
        Assert.Equal(new RoleHolding("editor"), Workspace.HolderOf("author", InPeriod));

    [Fact]
    public void A_launch_s_own_word_comes_first() =>
        Assert.Equal(new RoleHolding("assistant"), Workspace.HolderOf("designer", InPeriod, Book));

    [Fact]
    public void Somebody_outside_holds_a_role_but_owns_nothing() =>
        Assert.Equal(new RoleHolding(null, "The studio"), Workspace.HolderOf("photographer", InPeriod));

    [Fact]
    public void A_role_nobody_holds_is_held_by_nobody() => Assert.Null(Workspace.HolderOf("marketer", Before));

    [Fact]
    public void Before_the_first_period_and_after_the_last_their_players_play_on()
    {
        var next = Workspace.Periods[0] with { Key = "next", From = new(2028, 3, 1), To = new(2028, 12, 31), Players = [new Player { Key = "p", Role = "photographer", Member = "assistant" }] };
        var two = Workspace with { Periods = [next, Workspace.Periods[0]] };

        Assert.Equal(new RoleHolding(null, "The studio"), two.HolderOf("photographer", Before));
        Assert.Equal(new RoleHolding("assistant"), two.HolderOf("photographer", new(2029, 6, 1)));
        Assert.Null(two.HolderOf("photographer", new(2028, 2, 1)));
    }

    [Fact]
    public void A_day_outside_every_period_is_served_as_the_nearest_planned_day_is() => Gen.Int[-800, 800].Sample(days =>
    {
        var (period, day) = (Workspace.Periods[0], InPeriod.PlusDays(days));
        var nearest = LocalDate.Max(period.From, LocalDate.Min(period.To, day));
        foreach (var role in (string[])["author", "designer", "photographer", "marketer"])
            Assert.Equal(Workspace.HolderOf(role, nearest), Workspace.HolderOf(role, day));
    });

    [Fact]
    public void Who_keeps_the_plan_plays_the_strategist_unless_somebody_else_is_given_the_role()
    {
        var kept = Workspace with { Strategist = "editor" };
        Assert.Equal(new RoleHolding("editor"), kept.HolderOf("strategist", InPeriod));
        Assert.Equal(["strategist"], kept.RolesOf(kept.Members[2]));
        Assert.Null(kept.HolderOf("marketer", Before));

        var given = kept with { Members = [kept.Members[0] with { Roles = ["strategist"] }, kept.Members[1], kept.Members[2]] };
        Assert.Equal(new RoleHolding("coach"), given.HolderOf("strategist", InPeriod));
        Assert.Empty(given.RolesOf(given.Members[2]));

        var played = kept with { Periods = [kept.Periods[0] with { Players = [new Player { Key = "s", Role = "strategist", Member = "assistant" }] }] };
        Assert.Equal(new RoleHolding("assistant"), played.HolderOf("strategist", InPeriod));
    }
}
