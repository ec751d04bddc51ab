using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using CsCheck;
using NodaTime;
using static ContentPlanner.Tests.Feeds.Written;

namespace ContentPlanner.Tests.Feeds;

/// <summary>ical.md, section 5: what each requirement asks of one event and of the calendar around it.</summary>
public class FeedTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public void R1_The_file_is_plain_UTF8_from_BEGIN_to_END_with_CRLF()
    {
        var text = Of(Piece() with { Title = "Grüße 👋" }).Text;
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void R2_R3_R4_Text_of_people_never_becomes_structure()
    {
        var hostile = Gen.OneOf("\r\nATTENDEE:mailto:evil@example.org", "\nEND:VEVENT\nBEGIN:VALARM", "\";X=\"", ";VALUE=URI:", "\u2028UID:1", "a,b;c\\", "\0", "RRULE:FREQ=SECONDLY")
            .Array[1, 3].Select(string.Concat);
        hostile.Sample(text =>
        {
            var feed = Of(Request(Piece() with
            {
                Title = text, Description = text, Reason = text, Location = text, Url = "https://x.example/" + text, Launch = text, Channel = text, Owner = text, State = text, Key = text, Category = text,
            }) with
            { Name = text, Description = text, Options = new() { ShowPeople = true, Alarms = [60], Color = text } });
            string[] known =
            [
                "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "CATEGORIES", "LOCATION", "DESCRIPTION", "URL",
            ];
            return feed.Event.Properties.Select(p => p.Name).SequenceEqual(known)
                && feed.Event.Text("SUMMARY") == IcsText.Normalise(text)
                && feed.Event.Text("LOCATION") == IcsText.Normalise(text)
                && Assert.Single(feed.Event.Parts).Name == "VALARM"
                && feed.Calendar.Text("X-WR-CALNAME") == IcsText.Normalise(text);
        }, iter: Full.Iterations(300));
    }

    [Fact]
    public void R4_Only_rules_of_days_and_slower_within_their_limits_are_ever_written()
    {
        Assert.Equal(["Daily", "Weekly", "Monthly", "Yearly"], Enum.GetNames<Frequency>());
        Assert.Throws<InvalidOperationException>(() => Of(Sessions() with { Rule = new() { Frequency = Frequency.Daily, Interval = 367 } }));
        Assert.Throws<InvalidOperationException>(() => Of(Sessions() with { Rule = new() { Frequency = Frequency.Daily, Count = 1001 } }));
    }

    [Fact]
    public void R5_The_header_says_what_it_is_and_how_often_to_look()
    {
        var calendar = Of(Request(Piece()) with { Description = "What is written.", Options = new() { Color = "RoyalBlue", RefreshMinutes = 90 } }).Calendar;
        Assert.Equal(
            [
                ("VERSION", ":2.0"), ("PRODID", ":-//ContentPlanner//Feed 1.0//EN"), ("CALSCALE", ":GREGORIAN"),
                ("NAME", ":Steady Ground Coaching"), ("X-WR-CALNAME", ":Steady Ground Coaching"),
                ("DESCRIPTION", ":What is written."), ("X-WR-CALDESC", ":What is written."),
                ("REFRESH-INTERVAL", ";VALUE=DURATION:PT1H30M"), ("X-PUBLISHED-TTL", ":PT1H30M"),
                ("COLOR", ":royalblue"), ("X-APPLE-CALENDAR-COLOR", ":#4169E1"),
            ],
            calendar.Properties.Select(p => (p.Name, p.Parameters + ":" + p.Value)));
    }

    [Theory]
    [InlineData(60, "PT1H")]
    [InlineData(1, "PT15M")]
    [InlineData(1440, "P1D")]
    [InlineData(1515, "P1DT1H15M")]
    [InlineData(int.MaxValue, "P7D")]
    public void R5_Clients_look_every_quarter_of_an_hour_at_most(int minutes, string written) =>
        Assert.Equal(written, Of(new FeedOptions { RefreshMinutes = minutes }, Piece()).Calendar["X-PUBLISHED-TTL"]);

    [Fact]
    public void R5_A_colour_that_CSS_does_not_know_is_left_out()
    {
        var calendar = Of(new FeedOptions { Color = "tealish" }, Piece()).Calendar;
        Assert.False(calendar.Has("COLOR") || calendar.Has("X-APPLE-CALENDAR-COLOR") || calendar.Has("METHOD"));
    }

    [Fact]
    public void R6_Whole_days_end_on_the_day_after_and_make_nobody_busy()
    {
        var day = Of(Piece()).Event;
        Assert.Equal(";VALUE=DATE:20261201", day.Whole("DTSTART"));
        Assert.Equal(";VALUE=DATE:20261202", day.Whole("DTEND"));
        Assert.Equal("TRANSPARENT", day["TRANSP"]);
        Assert.Equal("FREE", day["X-MICROSOFT-CDO-BUSYSTATUS"]);
        Assert.Equal(";VALUE=DATE:20261206", Of(Piece() with { When = new When.AllDay(new(2026, 12, 1), 5) }).Event.Whole("DTEND"));
    }

    [Fact]
    public void R6_Times_are_told_by_the_clocks_of_their_zone()
    {
        var post = Of(Piece() with { When = new When.At(new(2026, 12, 1, 9, 0), NewYork, 45) }).Event;
        Assert.Equal(";TZID=America/New_York:20261201T090000", post.Whole("DTSTART"));
        Assert.Equal(";TZID=America/New_York:20261201T094500", post.Whole("DTEND"));
    }

    [Fact]
    public void R6_Times_in_UTC_say_so_and_need_no_zone()
    {
        var feed = Of(Piece() with { When = new When.At(new(2026, 12, 1, 9, 0), DateTimeZone.Utc, 45) });
        Assert.Equal(":20261201T090000Z", feed.Event.Whole("DTSTART"));
        Assert.Equal(":20261201T094500Z", feed.Event.Whole("DTEND"));
        Assert.Empty(feed.Zones);
    }

    [Fact]
    public void R6_A_time_that_exists_twice_is_told_in_UTC_and_means_the_earlier()
    {
        var feed = Of(Piece() with { When = new When.At(new(2027, 10, 31, 1, 30), Sample.Dublin, 30) });
        Assert.Equal(":20271031T003000Z", feed.Event.Whole("DTSTART"));
        Assert.Equal(":20271031T010000Z", feed.Event.Whole("DTEND"));
        Assert.Empty(feed.Zones);
    }

    [Fact]
    public void R6_A_time_that_does_not_exist_is_shifted_forward()
    {
        var post = Of(Piece() with { When = new When.At(new(2027, 3, 28, 1, 30), Sample.Dublin, 30) }).Event;
        Assert.Equal(";TZID=Europe/Dublin:20270328T023000", post.Whole("DTSTART"));
        Assert.Equal(";TZID=Europe/Dublin:20270328T030000", post.Whole("DTEND"));
    }

    [Fact]
    public void R6_An_event_over_a_clock_change_lasts_as_long_as_it_lasts()
    {
        var night = Of(Piece() with { When = new When.At(new(2027, 3, 27, 23, 30), Sample.Dublin, 180) }).Event;
        Assert.Equal(";TZID=Europe/Dublin:20270328T033000", night.Whole("DTEND"));
    }

    [Fact]
    public void R6_Every_moment_of_two_days_of_clock_changes_is_told_right()
    {
        foreach (var day in new[] { new LocalDate(2027, 3, 28), new LocalDate(2027, 10, 31) })
            for (var minute = 0; minute < 24 * 60; minute += 15)
                foreach (var length in new[] { 1, 30, 90, 400 })
                {
                    var when = new When.At(day.AtMidnight().PlusMinutes(minute), Sample.Dublin, length);
                    var written = Of(Piece() with { When = when }).Event;
                    Assert.Equal((when.Instant, when.Instant + Duration.FromMinutes(length)), (Moment(written.Whole("DTSTART")!), Moment(written.Whole("DTEND")!)));
                }
    }

    /// <summary>As a reader understands it: of a time that exists twice the first (RFC 5545, 3.3.5).</summary>
    private static Instant Moment(string whole)
    {
        var pattern = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
        var local = pattern.Parse(whole[(whole.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimEnd('Z')).Value;
        return whole.EndsWith('Z') ? local.InUtc().ToInstant() : Sample.Dublin.AtStrictly(local).ToInstant();
    }

    [Fact]
    public void R6_R7_All_day_feeds_need_no_zone()
    {
        var feed = Of(new FeedOptions { AllDay = true }, Sessions(), Piece() with { When = new When.At(new(2026, 12, 1, 9, 0), NewYork, 45) });
        Assert.Empty(feed.Zones);
        Assert.All(feed.Events, e => Assert.StartsWith(";VALUE=DATE:", e.Whole("DTSTART"), StringComparison.Ordinal));
        Assert.All(feed.Events, e => Assert.Equal("TRANSPARENT", e["TRANSP"]));
    }

    [Fact]
    public void R7_Each_zone_that_is_used_is_there_once_and_no_other()
    {
        var moved = Sessions() with { Variations = [new(new(2027, 1, 27), new When.At(new(2027, 1, 28, 13, 0), NewYork, 75))] };
        var feed = Of(moved, Piece("a") with { When = new When.At(new(2026, 12, 1, 9, 0), Sample.Dublin, 30) }, Piece("b"));
        Assert.Equal(["America/New_York", "Europe/Dublin"], feed.Zones.Select(z => z["TZID"]));
    }

    [Fact]
    public void R7_Zones_reach_from_a_year_before_the_earliest_start_to_ten_years_from_today()
    {
        var feed = Of(Sessions() with { When = new When.At(new(2015, 1, 7, 18, 30), DateTimeZoneProviders.Tzdb["Asia/Gaza"], 60), Rule = new() { Frequency = Frequency.Weekly } });
        var years = feed.Zones.Single().Parts.Select(p => int.Parse(p["DTSTART"]![..4], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(years.Min() is 2013 or 2014);
        Assert.Equal(2036, years.Max());
    }

    [Fact]
    public void R8_Names_are_the_entry_s_own_and_unique_with_their_occurrence()
    {
        var sessions = Sessions() with { Variations = [new(new(2027, 2, 3), new When.At(new(2027, 2, 4, 18, 30), Sample.Dublin, 75))] };
        var feed = Of(sessions, Piece(), Task());
        Assert.Equal([sessions.Uid, sessions.Uid, Piece().Uid, Task().Uid], feed.Events.Select(e => e["UID"]));
        Assert.Distinct(feed.Events.Select(e => (e["UID"], e["RECURRENCE-ID"])));
    }

    [Fact]
    public void R9_Stamps_are_the_entry_s_time_of_change_in_whole_seconds_of_UTC()
    {
        var changed = Of(Piece()).Event;
        Assert.Equal("20261120T083015Z", changed["DTSTAMP"]);
        Assert.Equal("20261120T083015Z", changed["LAST-MODIFIED"]);
        var never = Of(Piece() with { Changed = null }).Event;
        Assert.Equal("20261123T090000Z", never["DTSTAMP"]);
        Assert.Equal("20261123T090000Z", never["LAST-MODIFIED"]);
    }

    [Fact]
    public void R10_The_sequence_is_the_entry_s_and_its_occurrences_have_the_same()
    {
        var sessions = Sessions() with { Sequence = 7, Variations = [new(new(2027, 2, 3), new When.At(new(2027, 2, 4, 18, 30), Sample.Dublin, 75))] };
        Assert.Equal(["7", "7"], Of(sessions).Events.Select(e => e["SEQUENCE"]));
    }

    [Fact]
    public void R12_What_is_cancelled_says_so_for_thirty_days()
    {
        var cancelled = Piece() with { Status = EntryStatus.Cancelled, ClosedOn = new(2026, 11, 10) };
        var shown = Of(cancelled).Event;
        Assert.Equal("CANCELLED", shown["STATUS"]);
        Assert.Equal("TRANSPARENT", shown["TRANSP"]);
        Assert.Equal("Five steps to finish", shown.Text("SUMMARY"));
        Assert.Equal("✗ Five steps to finish", Of(new FeedOptions { MarkCancelled = true }, cancelled).Event.Text("SUMMARY"));
        Assert.Single(Of(Request(cancelled) with { Today = new(2026, 12, 10) }).Events);
        Assert.Empty(Of(Request(cancelled) with { Today = new(2026, 12, 11) }).Events);
        Assert.Empty(Of(new FeedOptions { ShowCancelled = false }, cancelled).Events);
    }

    [Fact]
    public void R12_What_nobody_knows_since_when_it_is_cancelled_shows_until_its_day_is_over()
    {
        var cancelled = Piece() with { Status = EntryStatus.Cancelled };
        Assert.Single(Of(Request(cancelled) with { Today = new(2026, 12, 1) }).Events);
        Assert.Empty(Of(Request(cancelled) with { Today = new(2026, 12, 2) }).Events);
    }

    [Fact]
    public void R12_A_cancelled_series_makes_nobody_busy()
    {
        var feed = Of(Sessions() with { Status = EntryStatus.Cancelled, ClosedOn = Sample.Today }).Event;
        Assert.Equal(("CANCELLED", "TRANSPARENT"), (feed["STATUS"], feed["TRANSP"]));
    }

    [Theory]
    [InlineData(EntryStatus.Tentative, "TENTATIVE", "Five steps to finish")]
    [InlineData(EntryStatus.Confirmed, "CONFIRMED", "Five steps to finish")]
    [InlineData(EntryStatus.InProgress, "CONFIRMED", "Five steps to finish")]
    [InlineData(EntryStatus.Done, "CONFIRMED", "✓ Five steps to finish")]
    public void Ideas_are_tentative_and_what_is_done_is_ticked(EntryStatus status, string written, string title)
    {
        var shown = Of(Piece() with { Status = status }).Event;
        Assert.Equal((written, title), (shown["STATUS"], shown.Text("SUMMARY")));
        Assert.Equal("Five steps to finish", Of(new FeedOptions { MarkDone = false }, Piece() with { Status = status }).Event.Text("SUMMARY"));
    }

    [Fact]
    public void Sessions_take_time_and_publications_do_not()
    {
        Assert.Equal("OPAQUE", Of(Sessions()).Event["TRANSP"]);
        Assert.Equal("TRANSPARENT", Of(Piece() with { When = new When.At(new(2026, 12, 1, 9, 0), Sample.Dublin, 30) }).Event["TRANSP"]);
    }

    [Fact]
    public void R13_Tasks_are_events_or_things_to_tick_off_or_absent()
    {
        Assert.Equal(Task().Uid, Of(Task()).Event["UID"]);
        Assert.Empty(Of(Task()).Todos);
        Assert.Empty(Of(new FeedOptions { Tasks = TaskForm.None }, Task()).Events);

        var feed = Of(new FeedOptions { Tasks = TaskForm.Todo }, Task(), Piece());
        var todo = Assert.Single(feed.Todos);
        Assert.Equal(Piece().Uid, feed.Event["UID"]);
        Assert.Equal(Task().Uid.Replace("@", "-todo@", StringComparison.Ordinal), todo["UID"]);
        Assert.Equal(";VALUE=DATE:20261201", todo.Whole("DUE"));
        Assert.False(todo.Has("DTSTART") || todo.Has("DTEND") || todo.Has("TRANSP"));
    }

    [Theory]
    [InlineData(EntryStatus.Tentative, "NEEDS-ACTION", "0", null)]
    [InlineData(EntryStatus.Confirmed, "NEEDS-ACTION", "0", null)]
    [InlineData(EntryStatus.InProgress, "IN-PROCESS", "50", null)]
    [InlineData(EntryStatus.Done, "COMPLETED", "100", "20261122T120000Z")]
    [InlineData(EntryStatus.Cancelled, "CANCELLED", null, null)]
    public void R13_A_thing_to_do_says_how_far_it_is(EntryStatus status, string written, string? percent, string? completed)
    {
        var closed = status is EntryStatus.Done or EntryStatus.Cancelled ? new LocalDate(2026, 11, 22) : (LocalDate?)null;
        var todo = Assert.Single(Of(new FeedOptions { Tasks = TaskForm.Todo }, Task() with { Status = status, ClosedOn = closed }).Todos);
        Assert.Equal((written, percent, completed), (todo["STATUS"], todo["PERCENT-COMPLETE"], todo["COMPLETED"]));
        Assert.Equal("Five steps as a LinkedIn post", todo.Text("SUMMARY"));
    }

    [Fact]
    public void R13_A_thing_to_do_at_a_time_is_due_then()
    {
        var feed = Of(new FeedOptions { Tasks = TaskForm.Todo }, Task() with { When = new When.At(new(2026, 12, 1, 9, 0), Sample.Dublin, 30) });
        Assert.Equal(";TZID=Europe/Dublin:20261201T090000", Assert.Single(feed.Todos).Whole("DUE"));
        Assert.Single(feed.Zones);
    }

    [Fact]
    public void R14_R21_The_same_feed_is_the_same_octets_all_week_long()
    {
        var request = Request(Sessions(), Piece(), Task());
        Assert.Equal(Of(request).Octets, Of(request).Octets);
        var sunday = Of(request with { Today = Sample.Today.PlusDays(6), Now = request.Now + Duration.FromDays(6) });
        Assert.Equal(Of(request).Octets, sunday.Octets);
    }

    [Fact]
    public void R14_Nothing_counts_the_days_from_today()
    {
        var reasons = Piece() with { Reason = "T-30 · advance copies out" };
        Assert.Equal(Of(reasons).Event.Text("DESCRIPTION"), Of(Request(reasons) with { Today = Sample.Today.PlusDays(5) }).Event.Text("DESCRIPTION"));
    }

    [Fact]
    public void R15_Alarms_only_when_asked_for_and_only_with_a_text()
    {
        Assert.Empty(Of(Piece()).Event.Parts);
        var alarms = Of(new FeedOptions { Alarms = [0, 90, 540, 1440] }, Piece()).Event.Parts;
        Assert.All(alarms, a => Assert.Equal(("VALARM", "DISPLAY", "Five steps to finish"), (a.Name, a["ACTION"], a.Text("DESCRIPTION"))));
        Assert.Equal([":PT0M", ":-PT1H30M", ":-PT9H", ":-P1D"], alarms.Select(a => a.Whole("TRIGGER")));
    }

    [Fact]
    public void R15_What_is_over_rings_no_more_and_a_todo_rings_before_it_is_due()
    {
        var options = new FeedOptions { Alarms = [60], Tasks = TaskForm.Todo };
        Assert.Empty(Of(options, Piece() with { Status = EntryStatus.Done }).Event.Parts);
        Assert.Empty(Of(options, Piece() with { Status = EntryStatus.Cancelled, ClosedOn = Sample.Today }).Event.Parts);
        Assert.Equal(";RELATED=END:-PT1H", Assert.Single(Assert.Single(Of(options, Task()).Todos).Parts).Whole("TRIGGER"));
    }

    [Fact]
    public void R16_An_empty_feed_holds_the_workspace_s_zone()
    {
        var feed = Of();
        Assert.Equal("Europe/Dublin", Assert.Single(feed.Calendar.Parts)["TZID"]);
        Assert.Equal(0, feed.Report.Entries);
    }

    [Fact]
    public void R17_The_window_is_whole_weeks_around_today_within_its_limits()
    {
        Assert.Equal(new DateInterval(new(2026, 9, 21), new(2028, 1, 2)), FeedWindow.Of(Sample.Today, new()));
        Assert.Equal(new DateInterval(new(2025, 11, 17), new(2029, 11, 25)), FeedWindow.Of(Sample.Today, new() { PastDays = 9999, FutureDays = 9999 }));
        Assert.Equal(new DateInterval(new(2026, 11, 23), new(2026, 11, 29)), FeedWindow.Of(Sample.Today, new() { PastDays = -5, FutureDays = 0 }));
    }

    [Fact]
    public void R17_Only_what_touches_the_window_is_shown()
    {
        Entry On(string key, LocalDate day, int days = 1) => Piece(key) with { When = new When.AllDay(day, days) };
        var feed = Of(
            On("long-over", new(2026, 9, 20)), On("ends-within", new(2026, 9, 19), 3), On("first-day", new(2026, 9, 21)),
            On("last-day", new(2028, 1, 2)), On("too-far", new(2028, 1, 3)));
        Assert.Equal(["ends-within", "first-day", "last-day"], feed.Events.Select(e => new[] { "long-over", "ends-within", "first-day", "last-day", "too-far" }.Single(k => Piece(k).Uid == e["UID"])));
        Assert.Empty(Of(Request(On("first-day", new(2026, 9, 21))) with { Window = new DateInterval(new(2027, 1, 1), new(2027, 12, 31)) }).Events);
    }

    [Fact]
    public void R28_Names_of_people_only_when_asked_for_and_never_an_address()
    {
        var names = FeedNames.Of(Sample.SteadyGround, []);
        Assert.DoesNotContain("coach", Of(Request(Piece()) with { Names = names }).Event["DESCRIPTION"] ?? "", StringComparison.Ordinal);
        var shown = Of(Request(Piece()) with { Names = names, Options = new() { ShowPeople = true } });
        Assert.Equal("Owner: The coach", shown.Event.Text("DESCRIPTION"));
        Assert.DoesNotContain("mailto:", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@steadyground.example", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_link_is_a_property_and_the_description_s_last_line()
    {
        var shown = Of(Piece() with { Url = "https://steadyground.example/blog/five-steps", Reason = "Tuesday slot", Description = "Blog post\nServes: finishers" }).Event;
        Assert.Equal("https://steadyground.example/blog/five-steps", shown["URL"]);
        Assert.Equal("Tuesday slot\nBlog post\nServes: finishers\nhttps://steadyground.example/blog/five-steps", shown.Text("DESCRIPTION"));
        Assert.False(Of(Piece() with { Url = "mailto:coach@steadyground.example" }).Event.Has("URL"));
    }

    [Fact]
    public void Categories_are_told_by_their_names()
    {
        var names = FeedNames.Of(Sample.SteadyGround, [new() { Key = "linkedin", Name = "LinkedIn" }]);
        var shown = Of(Request(Piece() with { Channel = "linkedin", Launch = "the-book" }) with { Names = names }).Event;
        Assert.Equal("Editorial,LinkedIn,The Unhurried Author", shown["CATEGORIES"]);
    }

    [Fact]
    public void Titles_only_is_titles_only()
    {
        var full = Sessions() with { Description = "notes", Reason = "why", Location = "https://room.example/secret", Url = "https://steadyground.example/", Launch = "winter-circle" };
        var shown = Of(new FeedOptions { TitlesOnly = true, ShowPeople = true }, full).Event;
        Assert.Equal(["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "RRULE", "SUMMARY", "STATUS", "TRANSP"], shown.Properties.Select(p => p.Name));
    }

    [Fact]
    public void Private_items_and_gaps_need_their_flag()
    {
        var (hidden, gap) = (Piece("private") with { Private = true }, Piece("gap") with { IsGap = true });
        Assert.Empty(Of(hidden, gap).Events);
        Assert.Equal("PRIVATE", Of(new FeedOptions { ShowPrivate = true }, hidden, gap).Event["CLASS"]);
        Assert.Equal(gap.Uid, Of(new FeedOptions { ShowGaps = true }, hidden, gap).Event["UID"]);
    }

    [Fact]
    public void A_title_of_nothing_visible_gives_way_to_the_key() =>
        Assert.Equal("five-steps", Of(Piece() with { Title = " \u0007\u2028\ufffe" }).Event.Text("SUMMARY"));

    public static TheoryData<string, FeedFilter> Filters => new()
    {
        { "category", new() { Categories = [Categories.Editorial] } },
        { "type", new() { Types = ["piece"] } },
        { "status", new() { Statuses = ["planned", "drafting"] } },
        { "launch", new() { Launches = ["the-book"] } },
        { "pillar", new() { Pillars = ["finish"] } },
        { "channel", new() { Channels = ["blog"] } },
        { "owner", new() { Mine = true } },
        { "all", new() { Categories = [Categories.Editorial], Types = ["piece"], Statuses = ["planned"], Launches = ["the-book"], Pillars = ["finish"], Channels = ["blog"], Mine = true } },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public void A_filter_shows_what_it_names_and_nothing_else(string what, FeedFilter filter)
    {
        var wanted = Piece("wanted") with { Launch = "the-book", Pillar = "finish", Channel = "blog" };
        var other = Task("other") with { State = "open", Launch = "spring-circle", Pillar = "rhythm", Channel = null };
        Assert.True(wanted.Uid == Of(Request(wanted, other, Task("none")) with { Filter = filter }).Event["UID"], what);
    }

    [Fact]
    public void What_nobody_owns_is_nobody_s_own() =>
        Assert.Empty(Of(Request(Piece() with { Owner = null }) with { Filter = new() { Mine = true }, Person = "coach" }).Events);

    [Fact]
    public void R6_An_event_without_a_length_still_ends_after_it_begins()
    {
        var moment = Of(Piece() with { When = new When.At(new(2026, 12, 1, 9, 0), Sample.Dublin, 0) }).Event;
        Assert.Equal(("20261201T090000", "20261201T090100"), (moment["DTSTART"], moment["DTEND"]));
    }

    [Fact]
    public void A_feed_of_nobody_s_own_shows_nothing_of_one_s_own() =>
        Assert.Empty(Of(Request(Piece()) with { Filter = new() { Mine = true }, Person = null }).Events);

    [Fact]
    public void Nothing_is_left_of_a_written_feed_but_its_octets()
    {
        var request = Request(Enumerable.Range(0, 2000).Select(i => Piece($"p{i}") with { Description = new('x', 200) }).ToArray()) with { Options = new() { MaxBytes = 0 } };
        var output = new System.Buffers.ArrayBufferWriter<byte>(4_000_000);
        Feed.Write(request, output);
        output.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed.Write(request, output);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }
}
