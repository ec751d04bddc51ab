using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a plan document: one workspace, whole (design rule 1).</summary>
internal static class WorkspaceKeys
{
    public static readonly Noun<DaysOff> DaysOff = new Noun<DaysOff>("days off", "Days nobody works.", new(default, default, "")) { Compact = true }
        .With(SpanKeys.Days, d => new(d.From, d.To), (d, span) => d with { From = span.From, To = span.To })
        .Must("name", Words.Title, "What people call these days.", d => d.Name, (d, v) => d with { Name = v })
        .May("origin", SourceKeys.Origin, "Written by an import: where it came from.", d => d.Origin, (d, v) => d with { Origin = v });

    public static readonly Noun<Workspace> Head = new Noun<Workspace>("workspace", "The client: name, place and working days.", Blank)
        .Must("key", Words.Key, "Its name in addresses and files.", w => w.Key, (w, v) => w with { Key = v })
        .Must("name", Words.Title, "What people call it.", w => w.Name, (w, v) => w with { Name = v })
        .Must("zone", ZoneWords.Zone, "The time zone of all times that do not name one.", w => w.Zone, (w, v) => w with { Zone = v })
        .May("locale", Words.Locale, "How days and numbers are written; en-GB if not said.", w => w.Locale, (w, v) => w with { Locale = v })
        .May("working-week", Words.ListOf(DayWords.Weekday), "The days people work; mon to fri if not said.", w => w.WorkingWeek, (w, v) => w with { WorkingWeek = v })
        .May("strategist", Words.Reference(PlanKinds.Member), "The member who keeps the plan and hears of every countdown; plays the role strategist unless somebody else is given it.", w => w.Strategist, (w, v) => w with { Strategist = v })
        .May("website", Words.Url, "The client's own site.", w => w.Website, (w, v) => w with { Website = v })
        .May("holidays", Words.ListOf(DaysOff), "Days nobody works; due dates move off them.", w => w.Holidays, (w, v) => w with { Holidays = v })
        .May("blackouts", Words.ListOf(DaysOff), "Days on which nothing is published, held or due.", w => w.Blackouts, (w, v) => w with { Blackouts = v })
        .Kept()
        .Check((w, place) =>
        {
            if (place.Has("working-week") && w.WorkingWeek.Count == 0) place.Wrong("working-week", "a week needs a working day, or nothing could ever be due");
        });

    public static readonly Noun<Member> Member = new Noun<Member>("member", "Somebody who owns things and receives mail.", new() { Key = "", Name = "" }) { Compact = true }
        .Named(PlanKinds.Member)
        .Must("name", Words.Title, "What people call them.", m => m.Name, (m, v) => m with { Name = v })
        .May("email", Words.Email, "Where digests and countdowns go; it never appears in a calendar.", m => m.Email, (m, v) => m with { Email = v })
        .May("roles", Words.ListOf(Words.Role), "The planning roles they hold: steps that ask for one become theirs.", m => m.Roles, (m, v) => m with { Roles = v })
        .May("weekly-hours", Words.Hours, "Hours a week for content work; a week with more is reported.", m => m.WeeklyHours, (m, v) => m with { WeeklyHours = v })
        .May("zone", ZoneWords.Zone, "Their own time zone; the workspace's if not said.", m => m.Zone, (m, v) => m with { Zone = v })
        .Kept();

    public static readonly Noun<ChannelUse> Channel = new Noun<ChannelUse>("channel in use", "That the client uses a channel of channels.yaml, and how.", new() { Key = "" }) { Compact = true }
        .Named(PlanKinds.ChannelUse, Words.Reference(LibraryKinds.Channel), "The channel, by its key in channels.yaml.")
        .May("name", Words.Text, "What the client calls it.", c => c.Name, (c, v) => c with { Name = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who posts there.", c => c.Owner, (c, v) => c with { Owner = v })
        .May("address", Words.Url, "Where it is.", c => c.Address, (c, v) => c with { Address = v })
        .May("hashtags", Words.ListOf(Words.Hashtag), "Hashtags for everything posted there.", c => c.Hashtags, (c, v) => c with { Hashtags = v })
        .Kept();

    public static readonly Noun<Pillar> Pillar = new Noun<Pillar>("pillar", "A subject the client is known for.", new() { Key = "", Name = "" }) { Compact = true }
        .Named(PlanKinds.Pillar)
        .Must("name", Words.Title, "What people call it.", p => p.Name, (p, v) => p with { Name = v })
        .May("hashtags", Words.ListOf(Words.Hashtag), "Hashtags for what is about it.", p => p.Hashtags, (p, v) => p with { Hashtags = v })
        .Kept();

    public static readonly Noun<CalendarNote> Note = new Noun<CalendarNote>("note", "Something to remember on the calendar.", new() { Key = "", Title = "", From = default, To = default }) { Compact = true }
        .Named(PlanKinds.Note)
        .Must("title", Words.Title, "What the calendar shows.", n => n.Title, (n, v) => n with { Title = v })
        .With(SpanKeys.Days, n => new(n.From, n.To), (n, span) => n with { From = span.From, To = span.To })
        .May("text", Words.Text, "More about it.", n => n.Text, (n, v) => n with { Text = v })
        .May("private", Words.Flag, "Only in feeds that show private things.", n => n.Private, (n, v) => n with { Private = v })
        .May("origin", SourceKeys.Origin, "Written by an import: where it came from.", n => n.Origin, (n, v) => n with { Origin = v })
        .Kept();

    public static readonly Noun<Workspace> Document = new Noun<Workspace>("plan", "One client, whole: what was planned, and what people decided since.", Blank)
        .Must("workspace", Head, "The client: name, place and working days.", w => w, (_, v) => v)
        .May("members", Words.ListOf(Member), "The people.", w => w.Members, (w, v) => w with { Members = v })
        .May("channels", Words.ListOf(Channel), "The channels the client uses.", w => w.Channels, (w, v) => w with { Channels = v })
        .May("pillars", Words.ListOf(Pillar), "What the client is known for.", w => w.Pillars, (w, v) => w with { Pillars = v })
        .May("cadences", Words.ListOf(CadenceKeys.Cadence), "Recurring places in the editorial calendar that want a piece.", w => w.Cadences, (w, v) => w with { Cadences = v })
        .May("pieces", Words.ListOf(PieceKeys.Piece), "What is written, recorded or held.", w => w.Pieces, (w, v) => w with { Pieces = v })
        .May("launches", Words.ListOf(LaunchKeys.Launch), "Coaching groups, books, campaigns, events.", w => w.Launches, (w, v) => w with { Launches = v })
        .May("periods", Words.ListOf(PeriodKeys.Period), "The strategy of each planning period.", w => w.Periods, (w, v) => w with { Periods = v })
        .May("notes", Words.ListOf(Note), "Things to remember on the calendar.", w => w.Notes, (w, v) => w with { Notes = v })
        .May("sources", Words.ListOf(SourceKeys.Source), "Blogs and calendars that are looked at for what is new.", w => w.Sources, (w, v) => w with { Sources = v })
        .May("milestones", Words.ListOf(DecisionKeys.Milestone), "What people decided about milestones.", w => w.Milestones, (w, v) => w with { Milestones = v })
        .May("tasks", Words.ListOf(DecisionKeys.Task), "What people decided about content tasks.", w => w.Tasks, (w, v) => w with { Tasks = v })
        .May("approvals", Words.ListOf(ApprovalKeys.Approval), "What people were asked to approve, and what they said.", w => w.Approvals, (w, v) => w with { Approvals = v })
        .May("digests", Words.ListOf(SubscriptionKeys.Digest), "Who gets the weekly mail, and when.", w => w.Digests, (w, v) => w with { Digests = v })
        .May("countdowns", Words.ListOf(SubscriptionKeys.Countdown), "Who gets the countdown of a launch.", w => w.Countdowns, (w, v) => w with { Countdowns = v })
        .May("feeds", Words.ListOf(FeedKeys.Feed), "Calendars to subscribe to.", w => w.Feeds, (w, v) => w with { Feeds = v });

    private static Workspace Blank => new() { Key = "", Name = "", Zone = DateTimeZone.Utc };
}
