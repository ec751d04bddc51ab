using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>By when somebody is found for a role that nobody plays.</summary>
internal sealed record FoundRow(string Key, string Role, LocalDate? By);

/// <summary>When people look back and forward together, and who starts it again.</summary>
internal sealed record RegroupRow(LocalDate? On, LocalTime? Time, string Rhythm);

/// <summary>What else gets a day in the fifth step: the roles that are missing, and the next review.</summary>
internal static class DayDates
{
    private const string Once = "once";

    public static DayLines<FoundRow> OpenRoles { get; } = new()
    {
        Prefix = "o",
        Heading = "Who is still to be found",
        About = "By when is there somebody for it? The day stands on the calendar until the role is filled.",
        One = "day for a missing role",
        Many = "days for missing roles",
        Says = r => Spelling.Spelled(r.Role),
        Form = c => new FormOf<FoundRow>(c.Locale).Day("by", "By which day?", r => r.By, (r, v) => r with { By = v }),
        Offers = c => [.. c.Period.OpenRoles.Where(o => o is { FilledOn: null, WantedBy: null }).Select(o => new FoundRow(o.Key, o.Role, null))],
        IsBlank = r => r.By is null,
        Put = (w, period, r) => w.Change(period, p => p with { OpenRoles = [.. p.OpenRoles.Select(o => o.Key == r.Key ? o with { WantedBy = r.By } : o)] }),
    };

    public static DayLines<RegroupRow> Review { get; } = new()
    {
        Prefix = "v",
        Heading = "Regroup",
        About = "Planning is a process: when do you look at it together again? In a month is usual.",
        One = "review day",
        Many = "review days",
        Form = c => new FormOf<RegroupRow>(c.Locale)
            .Day("on", "On which day?", r => r.On, (r, v) => r with { On = v })
            .Time("time", "At what time?", r => r.Time, (r, v) => r with { Time = v })
            .Choice("rhythm", "And then", [.. Rhythms.Names.Where(n => n.Key != "own").Select(n => new Option(n.Key, n.Words))], r => r.Rhythm, (r, v) => r with { Rhythm = v! })
            .Check("on", r => r.On is null ? "On which day?" : r.On < c.Today ? "That day has passed: choose one that is still to come." : null),
        Offers = c => c.Period.Reviews.Any(r => r.Series.Occurrences(c.Workspace.Zone, new(c.Today, c.Today.PlusYears(2))).Any()) ? [] : [new(null, null, Once)],
        IsBlank = r => r is { On: null, Time: null },
        Put = (w, period, r) =>
        {
            var series = new Series { Start = r.On!.Value, Time = r.Time, DurationMinutes = 90, Rule = new() { Frequency = Frequency.Weekly, Count = 1 } };
            var until = w.Periods.First(p => p.Key == period).To;
            var review = new ReviewCadence
            {
                Key = Keys.New("Regroup", "review", w.Periods.SelectMany(p => p.Reviews).Select(x => x.Key)),
                Title = "Regroup",
                Series = Rhythms.End(Rhythms.Set(series, r.Rhythm), until < r.On ? null : until),
                Participants = [.. w.Members.Select(m => m.Key)],
            };
            return w.Change(period, p => p with { Reviews = [.. p.Reviews, review] });
        },
    };
}
