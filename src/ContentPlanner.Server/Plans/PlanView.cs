using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>An intention with how it stands.</summary>
public sealed record IntentionRow(IntentionStanding Standing, ReadingChart? Chart, string Measure, string Words, string? Tone)
{
    public Intention Intention => Standing.Intention;
}

/// <summary>A take-away as a line to tick off.</summary>
public sealed record TakeAwayRow(TakeAway Item, string? Who, string? By, bool IsLate);

/// <summary>A day people regroup on.</summary>
public sealed record ReviewRow(string Review, LocalDate Day, string Title, string When, HeldReview? Held, bool IsPast);

/// <summary>One period of the plan, to be read: the five steps in their order, and what keeps it alive.</summary>
public sealed record PlanView
{
    public required PlanPage Page { get; init; }
    public required Plan Period { get; init; }

    /// <summary>All periods, the latest first.</summary>
    public required IReadOnlyList<Plan> Periods { get; init; }

    public required IReadOnlyList<(FocusArea Area, IReadOnlyList<IntentionRow> Intentions)> Focus { get; init; }
    public required IReadOnlyList<TakeAwayRow> TakeAways { get; init; }

    /// <summary>Those to come, the next few; then those that took place or should have.</summary>
    public required IReadOnlyList<ReviewRow> Reviews { get; init; }

    public required IReadOnlyList<ReviewRow> Past { get; init; }

    private const int MostAhead = 4, MostPast = 6;

    public static PlanView Of(Schedule schedule, Plan period, ReaderTime times)
    {
        var (workspace, today, locale) = (schedule.Workspace, schedule.Today, times.Locale);
        var standings = IntentionStanding.Of(workspace, period, today).ToDictionary(s => s.Intention.Key, StringComparer.Ordinal);
        var reviews = Reviewing(workspace, period, today, times).ToList();
        return new()
        {
            Page = PlanPage.Of(schedule, period),
            Period = period,
            Periods = [.. workspace.Periods.OrderByDescending(p => p.From)],
            Focus = [.. period.Focus.Select(f => (f, (IReadOnlyList<IntentionRow>)[.. f.Intentions.Select(i => Row(standings[i.Key], period, locale))]))],
            TakeAways = [.. period.TakeAways.OrderBy(t => t.ClosedOn is not null).ThenBy(t => t.By ?? LocalDate.MaxIsoValue).Select(t => new TakeAwayRow(t, workspace.NameOf(t.Who), t.By is { } by ? locale.Format(by, DayStyle.WeekdayShort) : null, t.ClosedOn is null && t.By < today))],
            Reviews = [.. reviews.Where(r => !r.IsPast).Take(MostAhead)],
            Past = [.. reviews.Where(r => r.IsPast).OrderByDescending(r => r.Day).Take(MostPast)],
        };
    }

    private static IntentionRow Row(IntentionStanding standing, Plan period, Locale locale) => new(
        standing, ReadingChart.Of(standing, period, locale), PlanParts.Measure(standing.Intention, locale), ReadingChart.Said(standing, locale),
        standing.Pace switch { Pace.Behind => "late", Pace.Reached or Pace.OnPace => "ok", _ => null });

    /// <summary>Occasions of a period's reviews, by day.</summary>
    public static IEnumerable<ReviewRow> Reviewing(Workspace workspace, Plan period, LocalDate today, ReaderTime times) =>
        from review in period.Reviews
        from occasion in review.Series.Occurrences(workspace.Zone, new(period.From, LocalDate.Max(period.To, today).PlusYears(1)))
        let day = occasion.When.Day
        let held = review.Held.FirstOrDefault(h => h.Day == day)
        orderby day, review.Key
        select new ReviewRow(review.Key, day, review.Title, occasion.When is When.At at ? times.There(at.Start, DayStyle.Full) : times.Locale.Format(day, DayStyle.Full), held, held is not null || day < today);

    public static ReviewDate? Review(Workspace workspace, string key, LocalDate day) =>
        (from period in workspace.Periods
         from review in period.Reviews
         where review.Key == key
         from occasion in review.Series.Occurrences(workspace.Zone, new(day, day))
         select new ReviewDate { Title = review.Title, Period = period, When = occasion.When, Participants = [.. review.Participants.Select(p => workspace.NameOf(p)!)] }).FirstOrDefault();
}
