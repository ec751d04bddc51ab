using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Tests.Launches;
using ContentPlanner.Tests.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class PlanPageTests
{
    private static readonly Plan Year2027 = Year.Workspace.Periods[0];

    private static PlanPage PageOf(Func<Plan, Plan> change) =>
        PlanPage.Of((Year.Workspace with { Periods = [change(Year2027)] }).Schedule(new(2027, 1, 4)))!;

    [Fact]
    public void It_is_the_page_of_the_period_the_day_lies_in_else_of_the_next()
    {
        var next = Year2027 with { Key = "year-2028", From = new(2028, 1, 1), To = new(2028, 12, 31) };
        Workspace both = Year.Workspace with { Periods = [Year2027, next] };

        Assert.Equal("year-2027", PlanPage.Current(both, new(2027, 6, 1))!.Key);
        Assert.Equal("year-2027", PlanPage.Current(both, new(2026, 6, 1))!.Key);
        Assert.Equal("year-2028", PlanPage.Current(both, new(2030, 1, 1))!.Key);
        Assert.Null(PlanPage.Of(Desk.Empty.OnMonday()));
    }

    [Fact]
    public void Somebody_with_two_roles_stands_there_once()
    {
        var page = PageOf(p => p with
        {
            Players =
            [
                new() { Key = "a", Role = "author", Member = "coach", Responsibility = "Writes" },
                new() { Key = "b", Role = "facilitator", Member = "coach" },
                new() { Key = "c", Role = "designer", Name = "The studio" },
            ],
        });
        Assert.Equal(["The coach", "The studio"], page.Players.Take(2).Select(p => p.Name));
        Assert.Equal(["author", "facilitator"], page.Players[0].Roles);
    }

    [Fact]
    public void Members_play_the_roles_they_hold_that_the_period_gives_to_nobody_else()
    {
        var page = PageOf(p => p with { Players = [new() { Key = "a", Role = "marketer", Name = "The agency" }, new() { Key = "b", Role = "designer", Name = "The studio" }] });

        Assert.Equal(["The agency", "The studio", "The coach", "The assistant", "The editor", "The strategist"], page.Players.Select(p => p.Name));
        Assert.Equal(["strategist"], page.Players[^1].Roles);
    }

    [Fact]
    public void Who_keeps_the_plan_stands_there_as_the_strategist()
    {
        var house = Year.Workspace with
        {
            Strategist = "strategist",
            Members = Year.Workspace.Members.Select(m => m.Key == "strategist" ? m with { Roles = [] } : m).ToValueList(),
            Periods = [Year2027 with { Players = [] }],
        };
        var line = PlanPage.Of(house.Schedule(new(2027, 1, 4)))!.Players.Single(p => p.Name == "The strategist");
        Assert.Equal(["strategist"], line.Roles);
    }

    [Fact]
    public void Projects_come_by_priority_then_by_what_matters_most()
    {
        var page = PageOf(p => p with
        {
            Projects =
            [
                new() { Key = "c", Title = "Later", Importance = Level.Low },
                new() { Key = "b", Title = "Second", Importance = Level.High },
                new() { Key = "a", Title = "First", Priority = 1, Importance = Level.Low },
            ],
        });
        Assert.Equal(["First", "Second", "Later"], page.Projects.Select(p => p.Project.Title));
    }

    [Fact]
    public void The_environment_is_asked_in_the_order_of_the_planning_day_and_the_strongest_comes_first()
    {
        var page = PageOf(p => p with
        {
            Environment =
            [
                new() { Key = "r", Kind = FactorKind.Risk, Title = "Overlap", Impact = -3 },
                new() { Key = "n", Kind = FactorKind.ClientNeed, Title = "Small", Impact = 1 },
                new() { Key = "m", Kind = FactorKind.ClientNeed, Title = "Great", Impact = -2 },
            ],
        });
        Assert.Equal([FactorKind.ClientNeed, FactorKind.Risk], page.Environment.Select(g => g.Kind));
        Assert.Equal(["Great", "Small"], page.Environment[0].Factors.Select(f => f.Title));
    }

    [Fact]
    public void Launch_days_and_project_steps_stand_side_by_side()
    {
        var dates = PageOf(p => p).Dates.Shown;
        Assert.Contains(dates, d => d is { Title: "Publication day", Context: "The Unhurried Author", IsLaunchDay: true });
        Assert.Contains(dates, d => d is { Title: "Texts agreed", Context: "The new site" });
        Assert.Equal(dates.OrderBy(d => d.Day), dates);
    }

    [Fact]
    public void It_says_when_we_meet_again() =>
        Assert.Equal((new LocalDate(2027, 1, 29), "Regroup"), (PageOf(p => p).NextReview!.Day, PageOf(p => p).NextReview!.Title));
}
