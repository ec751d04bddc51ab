using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

/// <summary>
/// A calendar for each zone in which everything occurs that feeds can say: each row of the safe profile (ical.md,
/// section 3), each status, and texts that are hard to carry. What is written of it lies in <c>reference/</c>, where
/// tests/feeds/verify-all.sh has seven programs read it and agree.
/// </summary>
internal static class Reference
{
    public static readonly string[] Zones = ["Europe/Dublin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"];

    private static readonly DateTimeZone Elsewhere = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    public static FeedRequest Feed(string zoneId) => Written.Request([.. Entries(DateTimeZoneProviders.Tzdb[zoneId])]) with
    {
        Name = $"Reference, {zoneId}",
        Description = "Everything a feed can say; with “quotes”, commas, semicolons; and a backslash \\.",
        Zone = DateTimeZoneProviders.Tzdb[zoneId],
        Names = FeedNames.Of(Sample.SteadyGround, [new() { Key = "linkedin", Name = "LinkedIn" }]),
        Options = new() { ShowPeople = true, ShowGaps = true, ShowPrivate = true, PastDays = 365, FutureDays = 400, Color = "teal", MarkCancelled = true },
    };

    public static FeedRequest Todos(string zoneId) => Feed(zoneId) with
    {
        Name = $"Reference, to do, {zoneId}",
        Filter = new() { Categories = [Categories.Task] },
        Options = new() { Tasks = TaskForm.Todo, Alarms = [1440, 90] },
    };

    private static IEnumerable<Entry> Entries(DateTimeZone zone)
    {
        When.At At(int year, int month, int day, int hour, int minute, int minutes = 60) => new(new(year, month, day, hour, minute), zone, minutes);
        When.AllDay On(int year, int month, int day, int days = 1) => new(new(year, month, day), days);
        Entry Series(string key, When when, Recurrence rule) => Item(key, when) with { Rule = rule, Facet = Facet.Review };

        // Every day, every week, for ever, so often, with several days.
        yield return Series("daily, ten times", At(2026, 12, 1, 9, 0), new() { Frequency = Frequency.Daily, Count = 10 });
        yield return Series("every third day until the New Year", At(2026, 12, 2, 7, 15), new() { Frequency = Frequency.Daily, Interval = 3, Until = new(2026, 12, 31) });
        yield return Series("weekly without an end", At(2026, 3, 3, 9, 0), new() { Frequency = Frequency.Weekly });
        yield return Series("every second week on two days, weeks from Sunday", At(2026, 11, 29, 10, 0), new()
        {
            Frequency = Frequency.Weekly, Interval = 2, Weekdays = [new(IsoDayOfWeek.Sunday), new(IsoDayOfWeek.Tuesday)], WeekStart = IsoDayOfWeek.Sunday, Count = 12,
        });
        yield return Series("begins on the first day that fits", At(2026, 11, 23, 16, 0), Weekly(5, IsoDayOfWeek.Thursday));

        // Months and years.
        yield return Series("last Friday", At(2026, 11, 27, 15, 0), new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Friday, -1)], Count = 12 });
        yield return Series("first and third Tuesday", At(2026, 12, 1, 8, 0), new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Tuesday, 1), new(IsoDayOfWeek.Tuesday, 3)], Until = new(2027, 6, 30) });
        yield return Series("last day of the month", At(2026, 11, 30, 12, 0), new() { Frequency = Frequency.Monthly, DayOfMonth = -1, Count = 14 });
        yield return Series("the 31st or the last day", At(2026, 12, 31, 11, 0), new() { Frequency = Frequency.Monthly, Count = 14 });
        yield return Series("the 30th or the last day", At(2026, 12, 30, 11, 30), new() { Frequency = Frequency.Monthly, Count = 14 });
        yield return Series("the 29th or the last day", On(2026, 12, 29), new() { Frequency = Frequency.Monthly, Until = new(2027, 12, 31) });
        yield return Series("the 31st where there is one", At(2026, 12, 31, 17, 0), new() { Frequency = Frequency.Monthly, SkipMissing = true, Count = 7 });
        yield return Series("every quarter on the 15th", On(2027, 1, 15), new() { Frequency = Frequency.Monthly, Interval = 3, DayOfMonth = 15 });
        yield return Series("second Sunday in May", At(2026, 5, 10, 9, 0), new() { Frequency = Frequency.Yearly, Month = 5, Weekdays = [new(IsoDayOfWeek.Sunday, 2)] });
        yield return Series("29 February or the day before", On(2024, 2, 29), new() { Frequency = Frequency.Yearly });
        yield return Series("every year on its day", At(2026, 4, 1, 9, 0), new() { Frequency = Frequency.Yearly, Count = 5 });

        // Left out, moved, renamed; each at an hour of its own, for ical.js gives a change of one series to all that are held at that moment.
        yield return Series("ends on its last start", At(2027, 1, 5, 9, 30), Weekly(null, IsoDayOfWeek.Tuesday) with { Until = new(2027, 3, 30) });
        yield return Series("some left out, the first too", At(2027, 1, 6, 9, 30), Weekly(8, IsoDayOfWeek.Wednesday)) with { Skipped = [new(2027, 1, 6), new(2027, 1, 20), new(2027, 2, 10)] };
        yield return Series("moved, the first too", At(2027, 1, 7, 9, 30), Weekly(8, IsoDayOfWeek.Thursday)) with
        {
            Variations = [new(new(2027, 1, 7), At(2027, 1, 6, 13, 0)), new(new(2027, 1, 21), At(2027, 1, 22, 9, 30), "moved to a Friday, with a name of its own", "The library"), new(new(2027, 1, 28), At(2027, 1, 28, 7, 0, 45))],
        };
        yield return Series("renamed only", At(2027, 1, 8, 9, 30), Weekly(4, IsoDayOfWeek.Friday)) with { Variations = [new(new(2027, 1, 15), At(2027, 1, 15, 9, 30), "with a guest")] };
        yield return Series("one held elsewhere", At(2027, 1, 4, 12, 0), Weekly(6, IsoDayOfWeek.Monday)) with { Variations = [new(new(2027, 1, 18), new When.At(new(2027, 1, 18, 9, 0), Elsewhere, 60))] };
        yield return Series("moved to other weeks and out of sight", At(2027, 2, 1, 12, 0), Weekly(6, IsoDayOfWeek.Monday)) with
        {
            Variations = [new(new(2027, 2, 8), At(2027, 2, 17, 12, 0)), new(new(2027, 2, 22), At(2028, 2, 1, 12, 0))],
        };
        yield return Series("moved in from before", At(2025, 12, 1, 12, 0), Weekly(6, IsoDayOfWeek.Monday)) with { Variations = [new(new(2025, 12, 15), At(2026, 1, 20, 12, 0))] };
        yield return Series("moved onto the next", At(2027, 3, 2, 9, 20), new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Tuesday), new(IsoDayOfWeek.Wednesday)], Count = 8 }) with
        {
            Variations = [new(new(2027, 3, 9), At(2027, 3, 10, 9, 20)), new(new(2027, 3, 16), At(2027, 3, 18, 9, 20)), new(new(2027, 3, 17), At(2027, 3, 18, 9, 20))],
        };
        yield return Series("changes that fit no day of it", At(2027, 4, 5, 9, 0), Weekly(4, IsoDayOfWeek.Monday)) with { Skipped = [new(2027, 4, 6)], Variations = [new(new(2027, 4, 7), At(2027, 4, 8, 9, 0))] };

        // Whole days.
        yield return Series("whole days, one left out, one moved", On(2027, 1, 4), Weekly(null, IsoDayOfWeek.Monday) with { Until = new(2027, 3, 29) }) with
        {
            Skipped = [new(2027, 1, 18)],
            Variations = [new(new(2027, 2, 1), On(2027, 2, 2)), new(new(2027, 2, 15), At(2027, 2, 15, 14, 0)), new(new(2027, 3, 1), On(2027, 3, 12))],
        };
        yield return Series("three days every month", On(2027, 1, 11, 3), new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Monday, 2)], Count = 6 });

        // Late in the evening, where UTC is on another day; early, where it is for others.
        yield return Series("late, with everything", At(2027, 1, 13, 23, 30, 90), Weekly(null, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday) with { Until = new(2027, 5, 28) }) with
        {
            Skipped = [new(2027, 1, 22), new(2027, 3, 31)],
            Variations = [new(new(2027, 2, 3), At(2027, 2, 4, 22, 15, 90)), new(new(2027, 4, 7), At(2027, 4, 7, 20, 0, 30))],
        };
        yield return Series("early, through both clock changes", At(2027, 1, 3, 5, 45, 30), Weekly(null, IsoDayOfWeek.Sunday) with { Until = new(2027, 12, 19) });
        yield return Series("in UTC, with exceptions", new When.At(new(2027, 1, 5, 22, 40), DateTimeZone.Utc, 45), Weekly(10, IsoDayOfWeek.Tuesday)) with
        {
            Skipped = [new(2027, 1, 19)],
            Variations = [new(new(2027, 2, 2), new When.At(new(2027, 2, 3, 22, 40), DateTimeZone.Utc, 45))],
        };
        yield return Series("a cancelled series", At(2027, 2, 2, 18, 0), Weekly(4, IsoDayOfWeek.Tuesday)) with { Status = EntryStatus.Cancelled, ClosedOn = new(2026, 11, 20) };

        // Once, in every state.
        foreach (var status in Enum.GetValues<EntryStatus>())
        {
            yield return Item($"a piece, {status}", At(2026, 12, 10, 9, 0)) with { Status = status, ClosedOn = status >= EntryStatus.Done ? new(2026, 11, 19) : null };
            yield return Item($"a task, {status}", On(2026, 12, 11)) with { Status = status, ClosedOn = status >= EntryStatus.Done ? new(2026, 11, 19) : null, Type = "task", Category = Categories.Task, Facet = Facet.Due };
        }
        yield return Item("a task at its hour", At(2026, 12, 11, 16, 30)) with { Type = "task", Category = Categories.Task, Facet = Facet.Due };
        yield return Item("a fortnight away", On(2027, 8, 2, 12));
        yield return Item("over the night of the clock change", At(2027, 3, 27, 23, 0, 240));
        yield return Item("in the hour that is skipped", At(2027, 3, 28, 1, 30, 30));
        yield return Item("in the hour that comes twice", At(2027, 10, 31, 1, 30, 30));
        yield return Item("in New York's hour that is skipped", At(2027, 3, 14, 2, 30, 30));
        yield return Item("in New York's hour that comes twice", At(2027, 11, 7, 1, 30, 30));
        yield return Item("in Sydney's hour that is skipped", At(2027, 10, 3, 2, 30, 30));
        yield return Item("in Sydney's hour that comes twice", At(2027, 4, 4, 2, 30, 30));
        yield return Item("private", On(2026, 12, 12)) with { Private = true };
        yield return Item("an open slot", At(2026, 12, 14, 9, 0)) with { Type = "slot", Facet = Facet.Slot, IsGap = true, Status = EntryStatus.Tentative };

        // Texts that are hard to carry. Not among them a backslash before an n: node-ical takes it for a line break, however it is escaped.
        yield return Item("texts", On(2026, 12, 15)) with
        {
            Title = "Commas, semicolons; backslashes \\ and \\m, colons: \"quotes\" – “curly” ‘ones’, 100 %",
            Description = "First line\r\nsecond line\rthird line\n\n\ttabbed; end:\u2028a separator, \u0085next line, \vvertical\ffeed and \u0000\u0007\u001b[31m controls \u007f\u009b here",
            Location = "Café “Zur Ecke”, 2. Stock; links",
            Url = "https://steadyground.example/blog/five-steps?utm_source=feed&utm_campaign=größe",
            Channel = "linkedin",
            Launch = "the-book",
        };
        yield return Item("emoji", On(2026, 12, 16)) with { Title = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🧑🏽‍💻🇮🇪e\u0301❤️", 8)), Description = string.Concat(Enumerable.Repeat("日本語のテキスト、한국어 텍스트, עברית \u202eגד, ", 12)) };
        yield return Item("injection", On(2026, 12, 17)) with { Title = "END:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:evil@example.org", Url = "https://x.example/\r\nATTENDEE:mailto:evil@example.org", Location = "\";X-EVIL=1:\r\nX-EVIL:1" };
        for (var letters = 0; letters < 40; letters++)
            yield return Item($"fold {letters}", On(2026, 12, 18)) with { Title = new string('x', letters + 30) + "👩‍👩‍👧‍👦, ü; \\ and the rest of it" };
    }

    private static Recurrence Weekly(int? count, params ReadOnlySpan<IsoDayOfWeek> days)
    {
        var weekdays = new WeekdayRule[days.Length];
        for (var i = 0; i < days.Length; i++) weekdays[i] = new(days[i]);
        return new() { Frequency = Frequency.Weekly, Weekdays = [.. weekdays], Count = count };
    }

    private static Entry Item(string key, When when) => Written.Piece(key) with { Title = key, When = when, Reason = "Because it is a reference", Description = $"About “{key}”" };
}
