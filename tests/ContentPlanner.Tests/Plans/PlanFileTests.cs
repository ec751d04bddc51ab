using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Plans;

public class PlanFileTests
{
    private const string Small = """
        workspace:
          key: small
          name: Small
          zone: Europe/Dublin

        """;

    [Fact]
    public void Three_lines_are_a_plan()
    {
        var workspace = Sound(Small);
        Assert.Equal(new Workspace { Key = "small", Name = "Small", Zone = Sample.Dublin }, workspace);
    }

    [Fact]
    public void Every_part_of_the_format_is_read()
    {
        var w = Sound(PlanTexts.Whole);
        var london = DateTimeZoneProviders.Tzdb["Europe/London"];
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday], w.WorkingWeek);
        Assert.Equal([new(new(2026, 12, 24), new(2027, 1, 1), "Christmas"), new(new(2027, 2, 1), new(2027, 2, 1), "St Brigid’s Day")], w.Holidays);
        Assert.Equal(new Member { Key = "coach", Name = "The coach", Email = "coach@steadyground.example", Roles = ["author"], WeeklyHours = 7.5m, Zone = london }, w.Members[0]);
        Assert.Equal(new ChannelUse { Key = "blog", Name = "The Journal", Owner = "coach", Address = "https://steadyground.example/blog", Hashtags = ["coaching", "writing"] }, w.Channels[0]);
        Assert.Equal(new Cadence
        {
            Key = "tuesday-post", Title = "Blog post", Channel = "blog", Format = "blog-post", Pillar = "finish", Owner = "coach",
            Series = new()
            {
                Start = new(2026, 12, 29), Time = new(9, 0), Zone = london, DurationMinutes = 45,
                Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Tuesday)], Until = new LocalDate(2027, 12, 31) },
                Skipped = [new(2027, 7, 20)], Moved = [new(new(2027, 8, 3), new(2027, 8, 4, 10, 0))],
            },
        }, w.Cadences[0]);
        Assert.Equal((5, "tuesday-post", false, (LocalTime?)null), (w.Cadences[1].Series.Rule.Count, w.Cadences[1].Continues, w.Cadences[1].Evergreen, w.Cadences[1].Series.Time));
        Assert.Equal(new ContentPiece
        {
            Key = "five-steps", Title = "Five steps", Format = "blog-post", Status = PieceStatus.Published, PlannedOn = new LocalDate(2026, 11, 10),
            Publish = new(new(2026, 11, 10, 9, 0), DateTimeZoneProviders.Tzdb["America/New_York"]), Owner = "coach", Channel = "blog", Pillar = "finish",
            Intention = "readers", Need = "finish-draft", Launch = "workshop", Url = "https://steadyground.example/five", Body = new(BodyFormat.Html, "# Five steps\n\nOne, two.\n"),
            Evergreen = new()
            {
                CooldownDays = 30, Cycles = 4, Seasons = [new(new(9, 1), new(2, 29))], HoldUntil = new LocalDate(2027, 1, 1), ExpiresOn = new LocalDate(2028, 1, 1),
                Channels = ["x"], Variants = ["New opening"], NetworkGapDays = 10, RefreshAfterDays = 200, Priority = 2,
            },
            Outlets = [new("x", new(2026, 11, 12), "https://x.example/1")], Recipes = ["blog-post"], Private = true,
            Id = new("0b8f6d1e-9c64-8f0a-b1de-3f2a4c5d6e7f"), Sequence = 3, Changed = Instant.FromUtc(2026, 11, 10, 9, 0) + Duration.FromMilliseconds(250),
        }, w.Pieces[0]);
        Assert.Equal(("texts/file.html", new Body(BodyFormat.Html, "<h1>In a file</h1>")), (w.Pieces[1].BodyFile, w.Pieces[1].Body));
        var launch = w.Launches[0];
        Assert.Equal(("event", 1, LaunchStatus.Planned, 2), (launch.Blueprint, launch.BlueprintVersion, launch.Status, launch.CountdownRun));
        Assert.Equal([new("day", new(2027, 3, 1), new LocalDate(2027, 2, 20), "The room burned"), new("press", new(2027, 1, 5))], launch.Anchors);
        Assert.Equal([new("designer", "strategist")], launch.Roles);
        Assert.Equal(new SessionPlan
        {
            Count = 3, Weekdays = [IsoDayOfWeek.Thursday], EveryWeeks = 2, Time = new(18, 30), Zone = london, DurationMinutes = 75, Place = "Room 1", Title = "Evening {n}", Recipe = "blog-post",
            Skipped = [new(2027, 3, 18)],
            Changes = [new() { Session = 2, MovedTo = new LocalDateTime(2027, 3, 19, 18, 30), Title = "Guest", Place = "Room 2", Note = "The guest is away" }, new() { Session = 3, Cancelled = true }],
        }, launch.Sessions);
        Assert.Equal(new StepOverride { Step = "invite", Offset = new("day", new(-10, OffsetUnit.Days)), Title = "Write to all", Role = "designer", Time = new LocalTime(10, 0), Roll = Roll.Next }, launch.Overrides[0]);
        Assert.Equal(new BlueprintStep { Key = "press-letter", Title = "Letter to the press", Offset = new("press", new(-2, OffsetUnit.Weeks)), Role = "author" }, launch.Steps[0]);
        var period = w.Periods[0];
        Assert.Equal("2027", period.Name);
        Assert.Equal(new EnvironmentFactor { Key = "finish-draft", Kind = FactorKind.ClientNeed, Title = "An ending", Impact = 3, Horizon = Horizon.GoingForward, Note = "Often" }, period.Environment[0]);
        Assert.Equal(new Intention { Key = "readers", Title = "Two thousand readers", Measure = "subscribers", Start = 1240, Target = 2000.5m, By = new LocalDate(2027, 12, 15), Owner = "coach", Readings = [new(new(2026, 11, 16), 1240, "At the start")] }, period.Focus[0].Intentions[0]);
        Assert.Equal(new OffsetRule("deadline", new(-6, OffsetUnit.Weeks)), period.Projects[0].Milestones[0].Offset);
        Assert.Equal((Level.High, Level.Low, 1), (period.Projects[0].Importance, period.Projects[0].Effort, period.Projects[0].Priority));
        Assert.Equal(new Recurrence { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Monday, 2)] }, period.Reviews[0].Series.Rule);
        Assert.Equal(new CalendarNote { Key = "fair", Title = "Book fair", From = new(2027, 3, 9), To = new(2027, 3, 11), Text = "In London", Private = true }, w.Notes[0]);
        Assert.Equal(new MilestoneDecision { Key = "workshop/invite", Status = MilestoneStatus.InProgress, Owner = "coach", Link = Link.Pinned, Day = new LocalDate(2027, 2, 15), OverrideReason = "Agreed", Note = "By hand" }, w.Milestones[0]);
        Assert.Equal((ContentTaskStatus.Done, "Mine", "abc"), (w.Tasks[0].Status, w.Tasks[0].Draft, w.Tasks[0].DraftSource));
        Assert.Equal(new DigestSubscription { Key = "monday", Person = "coach", Weekday = IsoDayOfWeek.Friday, Time = new(7, 30), Zone = london, Sections = [DigestSection.Due, DigestSection.TakeAways], IncludeEmpty = false, PausedUntil = new LocalDate(2027, 1, 10) }, w.Digests[0]);
        Assert.Equal(new FeedFilter { Categories = ["task", "launch"], Statuses = ["open", "in-progress"], Launches = ["workshop"], Pillars = ["finish"], Channels = ["x"], Mine = true }, w.Feeds[0].Filter);
        Assert.Equal(new FeedOptions
        {
            Tasks = TaskForm.Todo, ShowCancelled = false, ShowGaps = true, ShowPrivate = true, ShowPeople = true, TitlesOnly = true, AllDay = true, MarkDone = false,
            Alarms = [1440, 120], PastDays = 30, FutureDays = 90, RefreshMinutes = 120, Color = "teal", MaxBytes = 0,
        }, w.Feeds[0].Options);
    }

    [Theory]
    [InlineData("coaching-author")]
    [InlineData("minimal")]
    public void A_starter_plan_is_sound_and_comes_back_from_its_file(string name)
    {
        var reading = Shipped.Plan(name);
        Assert.Empty(reading.Problems);
        var text = PlanFile.Write(reading.Value!);
        var again = PlanFile.Read("plan.yaml", text, path => Shipped.Text($"templates/plans/{path}"), Shipped.Library, Sample.Today);
        Assert.Equal(reading.Value, again.Value);
        Assert.Equal(text, PlanFile.Write(again.Value!));
    }

    [Fact]
    public void Channels_of_one_key_beside_sessions_are_told()
    {
        var text = File.ReadAllText(Sources.Folder("tests/feeds/plans/dublin.yaml")).Replace("\nmembers:\n", "\nchannels:\n  - {}\n  - {}\nmembers:\n", StringComparison.Ordinal);

        Assert.Contains(PlanFile.Read("plan.yaml", text, _ => null, Shipped.Library, Sample.Today).Problems, p => p.Message.Contains("key", StringComparison.Ordinal));
    }

    [Fact]
    public void The_pieces_of_the_starter_plan_have_their_texts() =>
        Assert.All(Shipped.Plan("coaching-author").Value!.Pieces.Where(p => p.BodyFile is not null), p => Assert.True(p.Body!.Text.Length > 1000));

    [Theory]
    [InlineData("zone: Europe/Dublin", "zone: Europe/Dubln", "Europe/Dubln", "the time zone 'Europe/Dubln' is not known; did you mean 'Europe/Dublin'?")]
    [InlineData("  name: Steady Ground Coaching\n", "", "key: steady", "this workspace needs 'name': text")]
    [InlineData("working-week: [mon, tue, thu]", "working-week: [mon, mon]", "mon]", "mon stands here a second time: leave one out")]
    [InlineData("working-week: [mon, tue, thu]", "working-week: mon", "mon", "here should be a list: [mon]")]
    [InlineData("working-week: [mon, tue, thu]", "working-week: []", "[]", "a week needs a working day, or nothing could ever be due")]
    [InlineData("strategist: strategist", "strategist: stratgist", "stratgist", "there is no member 'stratgist'; did you mean 'strategist'?")]
    [InlineData("to: 2027-01-01, name: Christmas", "to: 2026-01-01, name: Christmas", "2026-01-01", "this ends before it starts on 2026-12-24")]
    [InlineData("{on: 2027-02-01, name", "{from: 2027-02-01, name", "{from: 2027-02-01", "this needs its days: 'on', or 'from' and 'to'")]
    [InlineData("{on: 2027-02-01, name", "{on: 2027-02-30, name", "2027-02-30", "2027-02-30 does not exist: February 2027 has 28 days")]
    [InlineData("coach@steadyground.example", "coach.steadyground.example", "coach.steady", "'coach.steadyground.example' is not an e-mail address such as coach@example.org")]
    [InlineData("address: https://steady", "address: ftp://steady", "ftp", "'ftp://steadyground.example/blog' is not a web address: it starts with https:// or http:// and holds no spaces")]
    [InlineData("{key: strategist, name", "{key: strategist, name: S}\n  - {key: strategist, name", "strategist, name: The strat", "the member 'strategist' stands here a second time, the first is in line 15: give each its own key")]
    [InlineData("key: monday, person", "key: Monday Mail, person", "Monday Mail", "'Monday Mail' is not a key: write lower-case letters, digits and hyphens, as in monday-mail")]
    [InlineData("channel: blog\n    format", "channel: blogg\n    format", "blogg", "there is no channel 'blogg'; did you mean 'blog'?")]
    [InlineData("time: 09:00", "time: 25:00", "25:00", "25:00 does not exist: a day runs from 00:00 to 23:59")]
    [InlineData("duration: 45m", "duration: -45m", "-45m", "'-45m' is negative: a length of time has no sign")]
    [InlineData("until: 2027-12-31\n", "until: 2026-12-01\n", "2026-12-01", "the series ends before it starts on 2026-12-29")]
    [InlineData("until: 2027-12-31\n", "until: 2027-12-31\n    count: 3\n", "3\n    skip", "a series ends either by count or by day: leave one of the two out")]
    [InlineData("repeat: weekly on tue", "repeat: FREQ=WEEKLY;BYDAY=TU;COUNT=9", "2027-12-31", "a series ends either by count or by day: leave one of the two out")]
    [InlineData("repeat: weekly on tue", "repeat: every hour", "every hour", "nothing recurs more often than daily")]
    [InlineData("repeat: daily, count: 5", "repeat: daily, count: 1001", "1001", "'1001' is not a whole number from 1 to 1000")]
    [InlineData("repeat: daily", "repeat: every 367 days", "every 367", "the interval must be 1 to 366, not 367")]
    [InlineData("to: 2027-08-04T10:00}]", "to: 2027-08-04T10:00}, {day: 2027-07-20, to: 2027-07-21}]", "{day: 2027-07-20", "2027-07-20 is both skipped and moved: keep one")]
    [InlineData("continues: tuesday-post", "continues: next-post", "next-post, evergreen", "cadences continue each other in a circle: next-post → next-post")]
    [InlineData("need: finish-draft", "need: big-programmes", "big-programmes\n", "there is no client need 'big-programmes' under environment (kind: client-need); known: finish-draft")]
    [InlineData("intention: readers\n    need", "intention: raeders\n    need", "raeders", "there is no intention 'raeders'; did you mean 'readers'?")]
    [InlineData("body-format: html", "body-format: rtf", "rtf", "'rtf' is not markdown or html")]
    [InlineData("body-file: texts/file.html", "body-file: texts/gone.md", "texts/gone.md", "there is no file texts/gone.md beside the plan")]
    [InlineData("body-file: texts/file.html", "body-file: ../secret.md", "../secret.md", "'../secret.md' leads out of the plan's folder: only files in it are read")]
    [InlineData("body-file: texts/file.html", "body-file: /etc/passwd.md", "/etc", "'/etc/passwd.md' leads out of the plan's folder: only files in it are read")]
    [InlineData("body-file: texts/file.html", "body-file: texts/file.exe", "texts/file.exe", "'texts/file.exe' is neither Markdown (.md, .markdown) nor HTML (.html, .htm)")]
    [InlineData("body-file: texts/file.html", "body-format: html", "html, recipes: [none]", "there is no body that could have a format")]
    [InlineData("recipes: [none]", "recipes: [none, blog-post]", "[none, blog", "either [none] or recipes, not both")]
    [InlineData("recipes: [none]", "recipes: [blogpost]", "blogpost", "there is no recipe 'blogpost'; did you mean 'blog-post'?")]
    [InlineData("from: 09-01", "from: 09-31", "09-31", "09-31 does not exist: September has 30 days")]
    [InlineData("expires: 2028-01-01", "expires: 2026-01-01", "2026-01-01", "it expires before the day it is held until, 2027-01-01")]
    [InlineData("    publish: 2026-11-10T09:00\n", "", "America/New_York", "a zone needs its moment: add publish")]
    [InlineData("blueprint: event@1", "blueprint: evnt@1", "evnt@1", "there is no blueprint 'evnt@1'; did you mean 'event@1'?")]
    [InlineData("blueprint: event@1", "blueprint: event", "event\n", "'event' names no version: write event@1, so that the launch keeps its plan when the blueprint changes")]
    [InlineData("anchors: {day:", "anchors: {dya:", "dya", "event@1 has no anchor 'dya'; did you mean 'day'?")]
    [InlineData("roles: {designer: strategist}", "roles: {designer: studio}", "studio}", "there is no member 'studio' under members; known: coach, strategist")]
    [InlineData("session: 3, cancelled: true", "session: 4, cancelled: true", "4, cancelled", "there are only 3 sessions")]
    [InlineData("session: 3, cancelled: true", "session: 2, cancelled: true", "2, cancelled", "session 2 is changed a second time: put both changes together")]
    [InlineData("recipe: blog-post", "recipe: coaching-call", "coaching-call", "there is no recipe 'coaching-call' in recipes/; known: blog-post")]
    [InlineData("step: room", "step: rom", "rom,", "event@1 has no step 'rom'; did you mean 'room'?")]
    [InlineData("step: room", "step: invite", "invite, leave", "the step 'invite' is overridden a second time: put both together")]
    [InlineData("offset: press - 2w", "offset: pres - 2w", "pres - 2w", "there is no anchor 'pres'; did you mean 'press'?")]
    [InlineData("impact: +3", "impact: 4", "4, horizon", "'4' is not a whole number from -3 to 3")]
    [InlineData("    to: 2027-12-31\n", "    to: 2026-12-31\n", "2026-12-31\n", "the period ends before it starts on 2027-01-01")]
    [InlineData("kind: competitor-offer", "kind: competitor", "competitor,", "'competitor' is not competitor-offer, client-need, trend or risk; did you mean 'competitor-offer'?")]
    [InlineData("offset: deadline - 6w", "offset: day - 6w", "day - 6w", "a project has one anchor, 'deadline': write deadline - 2w")]
    [InlineData("        deadline: 2027-01-29\n", "", "deadline - 6w", "the project has no deadline to count from: add one, or write 'on'")]
    [InlineData("member: coach, responsibility", "responsibility", "{key: author", "somebody plays a role: add 'member', or 'name' for somebody outside; a role nobody plays belongs under open-roles")]
    [InlineData("link: pinned, day: 2027-02-15", "link: pinned", "pinned", "what is pinned has a day of its own: add day")]
    [InlineData("sections: [due, take-aways]", "sections: [due, takeaways]", "takeaways", "'takeaways' is not picks, due, launches, calendar, gaps, take-aways, stale or approvals; did you mean 'take-aways'?")]
    [InlineData("refresh: 2h", "refresh: 5m", "5m, color", "calendars look every 15m to 7d")]
    [InlineData("color: teal", "color: teel", "teel", "'teel' is not a colour name of CSS; did you mean 'teal'?")]
    [InlineData("owner: me", "owner: coach", "coach}, options", "'coach' is not me or everybody")]
    public void A_mistake_is_named_with_its_place(string right, string wrong, string at, string message)
    {
        var (text, problem) = Spoilt.Text("plan.yaml", PlanTexts.Whole, right, wrong, at, message);
        var reading = PlanTexts.Read(text);
        Assert.Null(reading.Value);
        Assert.Equal(problem, Assert.Single(reading.Problems, p => p.Severity == Severity.Error));
    }

    [Theory]
    [InlineData("    planned: 2026-11-10\n    publish: 2026-11-10T09:00\n    zone: America/New_York\n", "", "published", "it is published, but nobody knows when: add publish, so that tasks can follow from it")]
    [InlineData("key: workshop/invite", "key: workshop/invte", "workshop/invte", "nothing derives the milestone 'workshop/invte' any more, so this decision has no effect; it is kept; did you mean 'workshop/invite'?")]
    [InlineData("key: five-steps/letter/x/1", "key: five-stops/letter/x/1", "five-stops/letter", "nothing derives the task 'five-stops/letter/x/1' any more, so this decision has no effect; it is kept; did you mean 'five-steps'?")]
    [InlineData("key: five-steps/letter/x/1", "key: five-steps/letter/blog/1", "five-steps/letter", "nothing derives the task 'five-steps/letter/blog/1' any more, so this decision has no effect; it is kept")]
    [InlineData("role: editor}", "role: desinger}", "desinger", "nobody holds the role 'desinger': give it to a member, or add it under open-roles; known: author, strategist, editor, sound")]
    [InlineData("role: editor}", "role: auhtor}", "auhtor", "nobody holds the role 'auhtor'; did you mean 'author'?")]
    [InlineData("roles: [strategist]", "roles: [asistant]", "asistant", "nothing asks for the role 'asistant'; did you mean 'assistant'?")]
    [InlineData("skip: [2027-07-20]", "skip: [2027-07-21]", "2027-07-21", "nothing is due on 2027-07-21, so skipping it has no effect")]
    [InlineData("format: blog-post, body-file: texts/file.html, recipes: [none]", "format: blogpost", "blogpost", "there is no recipe for the format 'blogpost', so nothing will be made of this piece; did you mean 'blog-post'?")]
    [InlineData("press: 2027-01-05", "press: 2027-01-05, gala: 2027-02-02", "gala", "nothing hangs on the anchor 'gala': it is only shown on the calendar; event knows day, doors")]
    public void A_doubt_is_a_warning_and_the_plan_is_read(string right, string wrong, string at, string message)
    {
        var (text, problem) = Spoilt.Text("plan.yaml", PlanTexts.Whole, right, wrong, at, message, Severity.Warning);
        var reading = PlanTexts.Read(text);
        Assert.NotNull(reading.Value);
        Assert.Equal(problem, Assert.Single(reading.Problems));
    }

    [Theory]
    [InlineData("event", "'event' names no version: write event@1, so that the launch keeps its plan when the blueprint changes")]
    [InlineData("event@one", "'event@one' names no version: write event@1, so that the launch keeps its plan when the blueprint changes")]
    [InlineData("event@7", "there is no blueprint 'event@7'; did you mean 'event@1'?")]
    public void Without_its_version_a_launch_is_held_against_the_newest(string blueprint, string message)
    {
        var text = PlanTexts.Whole.Replace("blueprint: event@1", $"blueprint: {blueprint}", StringComparison.Ordinal)
            .Replace("anchors: {day:", "anchors: {dya:", StringComparison.Ordinal)
            .Replace("step: room", "step: rom", StringComparison.Ordinal);
        var mistakes = PlanTexts.Read(text).Problems.Where(p => p.Severity == Severity.Error).Select(p => p.Message);
        Assert.Equal([message, "event@1 has no anchor 'dya'; did you mean 'day'?", "event@1 has no step 'rom'; did you mean 'room'?"], mistakes);
    }

    [Theory]
    [InlineData("evnt", "there is no blueprint 'evnt'; did you mean 'event@1'?")]
    [InlineData("wedding", "there is no blueprint 'wedding'; a blueprint is named with its version: event@1")]
    public void A_blueprint_that_is_not_there_is_told_with_those_that_are(string blueprint, string message) =>
        Assert.Equal(message, Assert.Single(PlanTexts.Read(PlanTexts.Whole.Replace("blueprint: event@1", $"blueprint: {blueprint}", StringComparison.Ordinal)).Problems, p => p.Severity == Severity.Error).Message);

    [Fact]
    public void A_publish_moment_that_a_clock_change_skips_is_a_mistake() =>
        Mistaken(Small + "pieces: [{key: a, title: A, format: talk, publish: 2027-03-28T01:30}]", "plan.yaml:5:52: 2027-03-28T01:30 does not exist in Europe/Dublin: the clocks go forward over it; the nearest times that day are 00:59 and 02:00");

    [Fact]
    public void A_clock_change_of_the_past_is_no_mistake() =>
        Assert.Empty(PlanTexts.Read(Small + "pieces: [{key: a, title: A, format: talk, publish: 2025-03-30T01:30}]").Problems);

    [Theory]
    [InlineData("2036-03-30", true)]
    [InlineData("2037-03-29", false)]
    public void A_clock_change_is_looked_for_in_the_next_ten_years(string day, bool found) =>
        Assert.Equal(found, PlanTexts.Read(Small + $"pieces: [{{key: a, title: A, format: talk, publish: {day}T01:30}}]").Problems.Any(p => p.Message.Contains("does not exist", StringComparison.Ordinal)));

    [Fact]
    public void A_zone_without_a_time_is_a_doubt() =>
        Assert.Contains(PlanTexts.Read(Small + "cadences: [{key: a, title: A, channel: x, from: 2027-03-01, zone: America/New_York, repeat: weekly}]").Problems,
            p => p is { Severity: Severity.Warning, Message: "a zone without a time has no effect: the series takes whole days" });

    [Fact]
    public void A_cadence_that_meets_a_clock_change_in_years_to_come_is_a_mistake() =>
        Mistaken(Small + "cadences: [{key: a, title: A, channel: x, from: 2026-12-05, time: 01:30, repeat: monthly on last sun}]", "plan.yaml:5:67: 2027-03-28T01:30 does not exist in Europe/Dublin: the clocks go forward over it; the nearest times that day are 00:59 and 02:00");

    [Fact]
    public void A_moved_occurrence_that_a_clock_change_skips_is_a_mistake() =>
        Mistaken(Small + "cadences: [{key: a, title: A, channel: x, from: 2027-03-01, time: 09:00, repeat: weekly, count: 9, move: [{day: 2027-03-29, to: 2027-03-28T01:00}]}]", "plan.yaml:5:107: 2027-03-28T01:00 does not exist in Europe/Dublin: the clocks go forward over it; the nearest times that day are 00:59 and 02:00");

    [Theory]
    [InlineData("time: 01:30", "time: 01:30, changes: [{session: 1, moved-to: 2027-03-27T10:00}]", "plan.yaml:5:127: 2027-03-28T01:30")]
    [InlineData("time: 10:00, changes: [{session: 1, moved-to: 2027-03-28T01:30}]", "time: 10:00", "plan.yaml:5:167: 2027-03-28T01:30")]
    public void A_session_that_a_clock_change_skips_is_a_mistake(string wrong, string right, string problem)
    {
        const string Launch = "launches: [{key: a, title: A, blueprint: event@1, anchors: {day: 2027-03-28}, sessions: {count: 2, every: 1, on: [sun], ";
        Assert.StartsWith(problem, Assert.Single(PlanTexts.Read(Small + Launch + wrong + "}}]").Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(PlanTexts.Read(Small + Launch + right + "}}]").Problems);
    }

    [Fact]
    public void A_launch_without_its_day_is_a_mistake_unless_it_is_postponed()
    {
        const string Launch = "launches:\n  - {key: a, title: A, blueprint: event@1";
        Mistaken(Small + Launch + "}", "plan.yaml:6:5: this launch has no day: give it one with anchors: {day: 2027-05-11}, or set status: postponed");
        Assert.Empty(PlanTexts.Read(Small + Launch + ", status: postponed}").Problems);
    }

    [Fact]
    public void All_mistakes_are_told_in_one_go_from_the_top_of_the_file()
    {
        var problems = PlanTexts.Read("""
            workspace: {key: a, name: A, zone: Nowhere}
            pieces:
              - {key: one, title: One, format: talk, owner: nobody, planned: 2027-02-30}
              - {key: one, titel: Two, format: talk}
            launches:
              - {key: l, title: L, blueprint: gone@1}
            """).Problems;
        Assert.Equal([(1, 36), (3, 49), (3, 66), (4, 5), (4, 11), (4, 16), (6, 35)], problems.Select(p => (p.Line, p.Column)));
    }

    [Fact]
    public void A_message_quotes_little_and_cannot_steer_a_terminal()
    {
        var problems = PlanTexts.Read(Small + "pieces: [{key: \"\\e[31mred\", title: A, format: talk, status: " + new string('x', 5000) + "}]").Problems;
        Assert.All(problems, p => Assert.True(p.Message.Length < 300 && !p.Message.Any(char.IsControl), p.Message));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void A_comma_in_an_unquoted_text_is_explained() =>
        Mistaken(Small + "notes: [{key: a, title: Writes, edits and rests, on: 2027-01-01}]", "plan.yaml:5:33: 'edits and rests' looks like the rest of a text with a comma in it: put that whole text in quotes");

    [Fact]
    public void A_comma_in_a_number_is_explained() =>
        Mistaken(Small + "periods: [{key: a, name: A, from: 2027-01-01, to: 2027-12-31, focus: [{key: b, name: B, intentions: [{key: c, title: C, target: 2,500}]}]}]",
            "plan.yaml:5:131: '500' looks like the rest of a number with a comma in it: write the number without");

    [Fact]
    public void A_key_without_a_value_is_as_if_it_were_not_there() =>
        Assert.Equal(Sound(Small), Sound(Small + "members:\npieces: ~\n"));

    [Fact]
    public void A_project_and_a_launch_may_share_a_key_but_not_a_step()
    {
        const string Plan = Small + "launches: [{key: a, title: A, blueprint: event@1, anchors: {day: 2027-03-01}}]\nperiods: [{key: p, name: P, from: 2027-01-01, to: 2027-12-31, projects: [{key: a, title: A, milestones: [{key: start, title: S, on: 2027-01-01}]}]}]";
        Assert.Empty(PlanTexts.Read(Plan).Problems);
        Mistaken(Plan.Replace("key: start", "key: room", StringComparison.Ordinal), "plan.yaml:6:112: 'a/room' is also a step of the launch 'a': give one of the two another key");
    }

    private static void Mistaken(string text, string problem)
    {
        var reading = PlanTexts.Read(text);
        Assert.Null(reading.Value);
        Assert.Equal(problem, Assert.Single(reading.Problems).ToString());
    }

    private static Workspace Sound(string text)
    {
        var reading = PlanTexts.Read(text);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }
}
