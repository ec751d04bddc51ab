using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using Offset = ContentPlanner.Core.Launches.Offset;

namespace ContentPlanner.Tests.Plans;

/// <summary>
/// Workspaces nobody would write, but that fit together: every key of the format with odd values, and texts made to
/// break a YAML file. The same seed invents the same.
/// </summary>
internal sealed class Invented(int seed)
{
    private static readonly string[] Nasty =
    [
        "yes", "No", "null", "~", "true", "1e3", "0x1F", "012", "12:30:45", "2027-05-11", "2027-05-11T09:00", "-", "- a", "-a", "?", ": ", "a: b", "a:b", "a #b", "#b", "a:", ":a", "::",
        "[a]", "{a}", "a, b", "]", "}", "&a", "*a", "!a", "|", ">", ">-", "'", "''", "\"", "\"a\"", "'a' b", "%a", "@a", "`a`", "=", "<<", "---", "--- a", "...", "\\", "\\n", " lead", "trail ",
        " ", "\n", "\n\n", "a\n", "a\n\n", "\na", " a\n b", "a\n  b\n", "a\n\n\nb", "a\n \nb", "a\n\t\nb", "\ta", "a\tb", "a\n\tb", "a\r\nb", "a\rb", "\r\n", "\u0085", "a\u0085b", "\u2028", "a\u2029b",
        "\u00A0", "a\u00A0b", "\u3000", "\uFEFF", "a\uFEFF", "\u0000", "\u0007", "\u001B[31m", "\u007F", "\u200B", "😀", "👩‍👩‍👧", "é", "e\u0301", "שלום", "日本語", "\uE000\uE001\uE002", "a\uE000\u2028b",
        "---\na: b\n---", "# a\n# b", "key: |\n  x", "{{ x }}", "{n}", "a: [b", "\"unclosed", "'unclosed", "no\nyes", ".5", "+1", "1_000", ".inf", ".NaN", "NaN", "0o7", "y", "N", "on", "Off",
        "- a\n- b", "a:\n  b", "a \n b ", "\n a", "  \n", "a\n  ", "…", "“quoted”", "Part one: the start", "50% off", "C:\\quiet", "mailto:a@b.c", "a\u2028", "x\n\u2028\ny",
    ];

    private static readonly DateTimeZone[] Zones = [.. new[] { "Europe/Dublin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC" }.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private readonly Random _random = new(seed);
    private int _names;

    public Workspace Workspace()
    {
        var members = Several(3, () => new Member { Key = Name(), Name = Title(), Email = Maybe(() => $"{Name()}@example.org"), Roles = Roles(), WeeklyHours = MaybeValue(Hours), Zone = Maybe(Zone), Id = Id(), Sequence = Sequence(), Changed = Changed() }, least: 1);
        var member = Of(members.Select(m => m.Key));
        var pillars = Several(2, () => Kept(new Pillar { Key = Name(), Name = Title(), Hashtags = Hashtags() }));
        var periods = Several(2, () => Period(member));
        var launches = Several(2, () => Launch(member, Of(pillars.Select(p => p.Key)), Of(periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).Select(i => i.Key))));
        var links = new Links(member, Of(pillars.Select(p => p.Key)), Of(periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).Select(i => i.Key)),
            Of(periods.SelectMany(p => p.Environment).Where(f => f.Kind == FactorKind.ClientNeed).Select(f => f.Key)), Of(launches.Select(l => l.Key)));
        return Kept(new Workspace
        {
            Key = Name(),
            Name = Title(),
            Zone = Zone(),
            Locale = Pick("en-GB", "en-IE", "de", "zh-Hant-TW", "es-419"),
            WorkingWeek = Weekdays(least: 1),
            Strategist = member(),
            Website = Maybe(Url),
            Holidays = Several(2, DaysOff),
            Blackouts = Several(2, DaysOff),
            Members = members,
            Channels = Distinct(Several(2, () => Kept(new ChannelUse { Key = Channel(), Name = Maybe(Text), Owner = member(), Address = Maybe(Url), Hashtags = Hashtags() })), c => c.Key),
            Pillars = pillars,
            Cadences = Several(2, () => Kept(new Cadence { Key = Name(), Title = Title(), Channel = Channel(), Format = Maybe(Name), Pillar = links.Pillar(), Owner = member(), Series = Series(), Evergreen = Chance() })),
            Pieces = Several(4, () => Piece(links)),
            Launches = launches,
            Periods = periods,
            Notes = Several(2, () => Kept(Span() is var (from, to) ? new CalendarNote { Key = Name(), Title = Title(), From = from, To = to, Text = Maybe(Text), Private = Chance(), Origin = Maybe(Origin) } : null!)),
            Sources = Several(2, () => Kept(new ImportSource { Key = Name(), Name = Title(), Kind = Choice<Inlet>(), Address = Url(), As = Choice<Intake>(), Format = Maybe(Name), Channel = Maybe(Channel), Owner = member(), Pillar = links.Pillar(), Paused = Chance() })),
            Milestones = Several(2, () => Kept(new MilestoneDecision { Key = $"{Name()}/{Name()}", Status = MaybeValue(Choice<MilestoneStatus>), Owner = member(), Link = MaybeValue(Choice<Link>), Day = Day(), ClosedOn = MaybeValue(Day), OverrideReason = Maybe(Text), Note = Maybe(Text) })),
            Tasks = Several(2, () => Kept(new TaskDecision { Key = $"{Name()}/{Name()}/{Channel()}/1", Status = MaybeValue(Choice<ContentTaskStatus>), Owner = member(), Day = MaybeValue(Day), SnoozedUntil = MaybeValue(Day), ClosedOn = MaybeValue(Day), Draft = Maybe(Text), DraftSource = Maybe(Text), Url = Maybe(Url), Note = Maybe(Text) })),
            Approvals = Several(2, () => Kept(new Approval { Key = Name(), Task = $"{Name()}/{Name()}/{Channel()}/1", Version = Title(), From = Title(), Email = Pick(null, "client@example.org"), AskedBy = member(), AskedOn = Day(), Status = Choice<ApprovalStatus>(), AnsweredOn = MaybeValue(Day), Comment = Maybe(Text) })),
            Digests = Several(2, () => Kept(new DigestSubscription { Key = Name(), Person = members[0].Key, Weekday = Pick(Enum.GetValues<IsoDayOfWeek>()[1..]), Time = Time(), Zone = Maybe(Zone), Sections = Several(3, Choice<DigestSection>).Distinct().ToValueList(), IncludeEmpty = Chance(), PausedUntil = MaybeValue(Day) })),
            Countdowns = launches.Select(l => Kept(new CountdownSubscription { Key = Name(), Launch = l.Key, People = Chance() ? [members[0].Key] : [] })).ToValueList(),
            Feeds = Several(2, () => Feed(links)),
        });
    }

    private sealed record Links(Func<string?> Member, Func<string?> Pillar, Func<string?> Intention, Func<string?> Need, Func<string?> Launch);

    private ContentPiece Piece(Links links)
    {
        var file = _random.Next(5) == 0 ? "texts/file.html" : null;
        return Kept(new ContentPiece
        {
            Key = Name(),
            Title = Title(),
            Format = Pick("blog-post", Name()),
            Status = Choice<PieceStatus>(),
            PlannedOn = MaybeValue(Day),
            Publish = Maybe(() => new PublishMoment(Moment(), Maybe(Zone))),
            Owner = links.Member(),
            Channel = Maybe(Channel),
            Pillar = links.Pillar(),
            Intention = links.Intention(),
            Need = links.Need(),
            Launch = links.Launch(),
            BodyFile = file,
            Body = file is not null ? new Body(BodyFormat.Html, PlanTexts.Body(file)!) : Maybe(() => new Body(Choice<BodyFormat>(), Text())),
            Url = Maybe(Url),
            Evergreen = Maybe(() => new EvergreenRule
            {
                CooldownDays = _random.Next(200), Cycles = MaybeValue(() => _random.Next(9)), Seasons = Several(2, () => new Season(DayOfYear(), DayOfYear())), HoldUntil = MaybeValue(Day), Channels = Chance() ? [Channel()] : [],
                Variants = Several(2, Title).Distinct().ToValueList(), NetworkGapDays = _random.Next(90), RefreshAfterDays = MaybeValue(() => _random.Next(1, 900)), Priority = _random.Next(-9, 9),
            }),
            Outlets = Several(2, () => new Outlet(Channel(), Day(), Maybe(Url))),
            Recipes = Pick<ValueList<string>>([], ["none"], ["blog-post"]),
            Private = Chance(),
            Origin = Maybe(Origin),
        });
    }

    private Origin Origin() => new(Pick("csv", "calendar", "feed"), Title(), Pick("", "title=1a2b3c4d"));

    private Launch Launch(Func<string?> member, Func<string?> pillar, Func<string?> intention) => Kept(new Launch
    {
        Key = Name(),
        Title = Title(),
        Blueprint = "event",
        Status = Choice<LaunchStatus>(),
        Anchors = [new("day", Day(), MaybeValue(Day), Maybe(Title)), .. Chance() ? [new AnchorDay("doors", Day())] : Array.Empty<AnchorDay>()],
        Owner = member(),
        Intention = intention(),
        Pillar = pillar(),
        Url = Maybe(Url),
        Promise = Maybe(Text),
        Roles = member() is { } holder ? [new("designer", holder)] : [],
        FrozenOn = MaybeValue(Day),
        StatusSince = MaybeValue(Day),
        Sessions = Maybe(() => new SessionPlan
        {
            Count = 5, Weekdays = Weekdays(least: 0), EveryWeeks = _random.Next(1, 4), Time = Time(), Zone = Maybe(Zone), DurationMinutes = _random.Next(600), Place = Maybe(Text), Title = Maybe(Text), Recipe = Maybe(() => "blog-post"), Skipped = Days(),
            Changes = [new() { Session = 2, MovedTo = MaybeValue(Moment), Title = Maybe(Text), Place = Maybe(Text), Note = Maybe(Text) }, new() { Session = 4, Cancelled = Chance() }],
        }),
        Overrides = [new() { Step = "invite", LeaveOut = Chance(), Offset = Maybe(Rule), Title = Maybe(Text), Role = Maybe(Name), Time = MaybeValue(Time), Roll = MaybeValue(Choice<Roll>) }],
        Steps = Several(2, () => new BlueprintStep
        {
            Key = Name(), Title = Title(), Offset = Rule(), Time = MaybeValue(Time), DurationMinutes = MaybeValue(() => _random.Next(900)), Roll = Choice<Roll>(), Role = Maybe(Name), Phase = Maybe(Text), Critical = Chance(), Note = Maybe(Text), EffortMinutes = MaybeValue(() => _random.Next(900)),
            Constraints = Several(2, () => Pick(
                new Constraint { Kind = ConstraintKind.NotBefore, Bound = Rule(), Why = Title(), Source = Maybe(Text), CheckedOn = MaybeValue(Day) },
                new Constraint { Kind = ConstraintKind.NotAfter, Bound = Rule(), Why = Title() },
                new Constraint { Kind = ConstraintKind.MaxSlipOnce, Days = _random.Next(40), Why = Title() },
                new Constraint { Kind = ConstraintKind.Frozen, Why = Title() })),
        }),
        CountdownRun = _random.Next(1, 4),
        Debrief = Maybe(() => new Debrief(Day(), Maybe(Text), Maybe(Text))),
    });

    private Plan Period(Func<string?> member)
    {
        var (from, to) = Span();
        return Kept(new Plan
        {
            Key = Name(),
            Name = Title(),
            From = from,
            To = to,
            PlannedOn = MaybeValue(Day),
            Environment = Several(3, () => Kept(new EnvironmentFactor { Key = Name(), Kind = Choice<FactorKind>(), Title = Title(), Impact = _random.Next(-3, 4), Horizon = Choice<Horizon>(), Note = Maybe(Text) })),
            Vision = Maybe(Text),
            Focus = Several(2, () => Kept(new FocusArea
            {
                Key = Name(), Name = Title(), Note = Maybe(Text),
                Intentions = Several(2, () => Kept(new Intention { Key = Name(), Title = Title(), Measure = Maybe(Text), Start = MaybeValue(Number), Target = MaybeValue(Number), By = MaybeValue(Day), Owner = member(), Readings = Several(2, () => new Reading(Day(), Number(), Maybe(Text))) })),
            })),
            Players = Several(2, () => Kept(member() is { } holder ? new Player { Key = Name(), Role = Name(), Member = holder, Responsibility = Maybe(Text) } : new Player { Key = Name(), Role = Name(), Name = Title() })),
            OpenRoles = Several(2, () => Kept(new OpenRole { Key = Name(), Role = Name(), WantedBy = MaybeValue(Day), How = Maybe(Text), Owner = member(), FilledOn = MaybeValue(Day) })),
            Communication = Several(2, () => Kept(new CommunicationStep { Key = Name(), Title = Title(), On = Day(), Audience = Maybe(Text), Owner = member(), DoneOn = MaybeValue(Day) })),
            Projects = Several(2, () => Kept(new Project
            {
                Key = Name(), Title = Title(), Outcome = Maybe(Text), Importance = Choice<Level>(), Effort = Choice<Level>(), Priority = MaybeValue(() => _random.Next(1, 9)), Owner = member(), Deadline = Day(),
                Milestones = Several(2, () => Kept(Chance()
                    ? new ProjectMilestone { Key = Name(), Title = Title(), On = Day(), Outcome = Maybe(Text), Owner = member(), Critical = Chance() }
                    : new ProjectMilestone { Key = Name(), Title = Title(), Offset = new("deadline", Distance()), Role = Maybe(Name) })),
            })),
            TakeAways = Several(2, () => Kept(new TakeAway { Key = Name(), What = Title(), Who = member(), By = MaybeValue(Day), ClosedOn = MaybeValue(Day), Outcome = Maybe(Text) })),
            Reviews = Several(2, () => Kept(new ReviewCadence { Key = Name(), Title = Title(), Series = Series(), Participants = member() is { } one ? [one] : [], Held = Several(2, () => new HeldReview(Day(), Day(), Maybe(Text))) })),
        });
    }

    private FeedDefinition Feed(Links links) => Kept(new FeedDefinition
    {
        Key = Name(),
        Name = Title(),
        Person = links.Member(),
        Filter = new()
        {
            Categories = Pick<ValueList<string>>([], ["task", "launch"]), Statuses = Pick<ValueList<string>>([], ["open", "in-progress", "gap"]), Launches = links.Launch() is { } launch ? [launch] : [], Pillars = links.Pillar() is { } pillar ? [pillar] : [],
            Channels = Chance() ? [Channel()] : [], Mine = Chance(),
        },
        Options = new()
        {
            Tasks = Choice<TaskForm>(), ShowCancelled = Chance(), ShowGaps = Chance(), ShowPrivate = Chance(), ShowPeople = Chance(), TitlesOnly = Chance(), AllDay = Chance(), MarkDone = Chance(),
            Alarms = Several(3, () => _random.Next(3000)).Distinct().ToValueList(), PastDays = _random.Next(366), FutureDays = _random.Next(1, 1096), RefreshMinutes = _random.Next(15, 10081), Color = Pick(null, "teal"), MaxBytes = _random.Next(2_000_000),
        },
    });

    /// <summary>Sound rules, at an hour that no clock change skips.</summary>
    private Series Series()
    {
        var rule = Pick(
            new Recurrence { Frequency = Frequency.Daily, Interval = _random.Next(1, 367) },
            new Recurrence { Frequency = Frequency.Weekly, Interval = _random.Next(1, 9), Weekdays = Weekdays(least: 0).Select(d => new WeekdayRule(d)).ToValueList(), WeekStart = Pick(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday) },
            new Recurrence { Frequency = Frequency.Monthly, Interval = _random.Next(1, 9), DayOfMonth = Pick<int?>(null, -1, 15) },
            new Recurrence { Frequency = Frequency.Monthly, DayOfMonth = Pick(29, 30, 31), SkipMissing = Chance() },
            new Recurrence { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Friday, Pick(0, 1, -1, -2)), new(IsoDayOfWeek.Sunday, Pick(0, 3, -5))] },
            new Recurrence { Frequency = Frequency.Yearly, Month = Pick<int?>(null, 2, 11), DayOfMonth = Pick<int?>(null, -1, 14) },
            new Recurrence { Frequency = Frequency.Yearly, Month = Pick<int?>(null, 5), Weekdays = [new(IsoDayOfWeek.Monday, Pick(1, -1))] });
        var time = MaybeValue(() => new LocalTime(_random.Next(4, 22), _random.Next(60)));
        var moved = Days().Where(d => d.Day % 2 == 0).ToList();
        return new()
        {
            Start = Day(),
            Rule = Pick(rule, rule with { Count = _random.Next(1, 1001) }, rule with { Until = new LocalDate(2150, 1, 1) }),
            Time = time,
            Zone = time is null ? null : Maybe(Zone),
            DurationMinutes = _random.Next(1, 3000),
            Skipped = Days().Except(moved).ToValueList(),
            Moved = moved.Select(d => new MovedOccurrence(d, d + new LocalTime(_random.Next(4, 22), 0))).ToValueList(),
        };
    }

    private DaysOff DaysOff() => Span() is var (from, to) ? new(from, to, Title(), Maybe(Origin)) : null!;

    private (LocalDate From, LocalDate To) Span() => Day() is var from ? (from, from.PlusDays(_random.Next(4))) : default;

    private string Text()
    {
        if (_random.Next(3) > 0) return Pick(Nasty);
        var text = new StringBuilder();
        for (var i = _random.Next(5); i >= 0; i--) text.Append(_random.Next(4) == 0 ? Letters() : Pick(Nasty)).Append(Pick("", " ", "\n", ": "));
        return text.ToString();
    }

    private string Title() => Text() is var text && string.IsNullOrWhiteSpace(text) ? text + "x" : text;

    private string Letters() => string.Concat(Enumerable.Range(0, _random.Next(1, 30)).Select(_ => char.ConvertFromUtf32(Pick(_random.Next(0x20, 0x7F), _random.Next(0, 0xD800), _random.Next(0xE000, 0x10FFFF)))));

    private string Name() => $"{Pick("a", "no", "1", "on-", "e3")}{_names++}";

    private string Channel() => Pick("blog", "x");

    private string Url() => Pick("https://example.org", "http://example.org/a?b=c&d=[e]#f", "https://例え.example/ü", "https://example.org/'\"");

    private ValueList<string> Roles() => Several(2, Name);

    private ValueList<string> Hashtags() => Several(2, () => Pick("schreiben", "écrire", "日本語", "no", "007") + Name().Replace("-", "", StringComparison.Ordinal));

    private ValueList<IsoDayOfWeek> Weekdays(int least) => Several(5, () => Pick(Enum.GetValues<IsoDayOfWeek>()[1..]), least).Distinct().ToValueList();

    private ValueList<LocalDate> Days() => Several(3, Day).Distinct().ToValueList();

    private LocalDate Day() => new LocalDate(1950, 1, 1).PlusDays(_random.Next(60_000));

    private LocalTime Time() => new(_random.Next(4, 24), _random.Next(60));

    private LocalDateTime Moment() => Day() + Time();

    private AnnualDate DayOfYear() => new LocalDate(2028, 1, 1).PlusDays(_random.Next(366)) is var day ? new(day.Month, day.Day) : default;

    private OffsetRule Rule() => new(Pick("day", "doors"), Distance());

    private Offset Distance() => _random.Next(-99, 100) is not 0 and var n ? new(n, Choice<OffsetUnit>()) : Offset.Zero;

    private decimal Number() => Pick(0, -1.5m, 1240, 0.001m, 123456789.25m, 2.50m);

    private decimal Hours() => Pick(0, 7.5m, 40);

    private DateTimeZone Zone() => Pick(Zones) is var zone && zone.Id == "UTC" ? DateTimeZone.Utc : zone;

    private Guid? Id() => MaybeValue(() => Identity.FromName(Letters()));

    private int? Sequence() => MaybeValue(() => _random.Next());

    private Instant? Changed() => MaybeValue(() => Instant.FromUnixTimeTicks(_random.NextInt64(0, 30_000_000_000_000_000)));

    private T Kept<T>(T item) where T : PlanItem => item with { Id = Id(), Sequence = Sequence(), Changed = Changed() };

    private bool Chance() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make) where T : class => Chance() ? make() : null;

    private T? MaybeValue<T>(Func<T> make) where T : struct => Chance() ? make() : null;

    private T Choice<T>() where T : struct, Enum => Pick(Enum.GetValues<T>());

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>The key of one of them, or of none.</summary>
    private Func<string?> Of(IEnumerable<string> keys)
    {
        var all = keys.ToArray();
        return () => all.Length == 0 || Chance() ? null : Pick(all);
    }

    private ValueList<T> Several<T>(int most, Func<T> make, int least = 0) => Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()).ToValueList();

    private static ValueList<T> Distinct<T>(ValueList<T> items, Func<T, string> by) => items.DistinctBy(by).ToValueList();
}
