using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Formats.Output;

/// <summary>
/// The names that templates may use, heard while a small plan is put out that has a bit of everything. Plan, library and
/// day stand here, so that templates can be looked at while everything around them has mistakes.
/// </summary>
public static class RehearsedNames
{
    private static readonly Instant Monday = Instant.FromUtc(2027, 3, 1, 8, 0);

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["channels.yaml"] = """
            channels:
              - {key: blog, name: Blog, refresh: 365d}
              - {key: newsletter, name: Letter}
              - {key: x, name: X, limit: 280, counter: x-weighted}
            """,
        ["recipes/blog-post@1.yaml"] = """
            recipe: blog-post
            version: 1
            title: Post
            format: blog-post
            steps:
              - {key: letter, channel: newsletter, title: Letter, offset: publish + 1d, role: author, effort: 3h, template: text.md, instruction: Say why}
              - {key: series, channel: x, title: Part, offset: publish + 2d, role: author, effort: 3h, template: text.md, instruction: One each, evergreen: true, series: {at-most: 3, every: 2d}}
            """,
        ["recipes/coaching-call@1.yaml"] = """
            recipe: coaching-call
            version: 1
            title: Call
            format: coaching-call
            steps:
              - {key: recap, channel: newsletter, title: Recap, offset: publish + 1d, role: author, template: text.md, instruction: What was said}
            """,
        ["blueprints/group@1.yaml"] = """
            blueprint: group
            version: 1
            title: Group
            kind: Group
            main-anchor: start
            sessions-from: start
            runway: {from: -42d, to: +7d}
            anchors: {start: {title: It starts, constraints: [{frozen: true, why: People have enrolled}]}}
            milestones:
              - {key: words, title: Write the page, offset: start - 10d, role: author, critical: true, effort: 4h}
              - {key: doors, title: Open the doors, offset: start - 7d, time: "09:00", role: author}
              - {key: cover, title: Choose the cover, offset: start - 5d, role: designer}
              - {key: ask, title: Ask everybody, offset: start + 2d, role: author}
            countdown:
              anchor: start
              marks:
                - {days: 14, template: group, posts: [{channel: x, template: text.md, role: author}]}
                - {days: 7, template: group}
                - {days: 1, template: group, posts: [{channel: newsletter, template: text.md, role: author}]}
            """,
        // Longer than a post on X may be.
        ["tasks/text.md"] = string.Join(' ', Enumerable.Repeat("One more thing is said here than fits.", 10)),
        ["countdowns/group.txt"] = "Subject: Soon\n\nSoon.\n",
        ["countdowns/group.html"] = "<p>Soon.</p>",
        // Without a client's part there is nothing to stand around.
        ["digests/client.txt"] = "A client.",
        ["digests/client.html"] = "<p>A client.</p>",
    };

    private const string Document = """
        workspace: {key: rehearsal, name: Rehearsal, zone: Europe/Dublin, website: https://rehearsal.example, strategist: keeper}
        members:
          - {key: keeper, name: The keeper, roles: [author], weekly-hours: 1}
        channels:
          - {key: blog, owner: keeper, address: https://rehearsal.example/blog}
          - {key: newsletter, owner: keeper, address: https://rehearsal.example/letter}
          - {key: x, owner: keeper, hashtags: [weeks]}
        pillars:
          - {key: weeks, name: Weeks, hashtags: [goodweeks]}
        cadences:
          - {key: post, title: Post, channel: blog, format: blog-post, owner: keeper, from: 2027-01-05, time: 09:00, repeat: weekly on tue}
        pieces:
          - key: fresh
            title: Five things that make a good week
            format: blog-post
            status: published
            planned: 2027-02-16
            publish: 2027-02-16T09:00
            owner: keeper
            channel: blog
            pillar: weeks
            intention: readers
            url: https://rehearsal.example/fresh
            evergreen: {cooldown: 5d, cycles: 4, channels: [x]}
            body: &body |
              A good week is planned on Friday. It has room for what nobody planned, and one thing in it gets finished.

              ## Start with the end

              Decide on Friday what will be finished next Friday. One thing is enough for most weeks.

              1. **Choose one thing.** Write it down in one sentence. Put the sentence where you see it.
              2. **Leave two mornings free.** Nobody may book them. You will need both.
              3. **Ask for help early.** On Monday people have time. On Thursday they do not.

              ## What people ask

              ### What if the week goes wrong?

              Then the next one starts on Friday again. Of 12 weeks last year, 9 went as planned.

              > A week is long enough for one thing that matters.

              - 00:00 Why Friday, and choose one thing
              - 04:30 The two mornings

              [Get the checklist](https://rehearsal.example/checklist) and try it next Friday.
          - key: headed
            title: What makes a good week
            format: blog-post
            status: published
            planned: 2027-02-23
            publish: 2027-02-23T09:00
            owner: keeper
            channel: blog
            body: |
              A good week is planned on Friday.

              ## Choose one thing to finish

              One thing is enough for most weeks, and it is more than most weeks get to see. Two mornings belong to it:

              - **Tuesday.** Nobody may book it.
              - **Thursday.** You will need it as well.

              > A week is long enough for one thing that matters.

              ## Ask for help early in the week

              On Monday people have time, and on Thursday they do not, whatever they say when you ask them for it.

              ## Stop at five and go home

              Tired work is done twice, and the second time takes longer than the first one did. Go home instead.
          - {key: old, title: Still true, format: blog-post, status: published, planned: 2025-02-04, publish: 2025-02-04T09:00, owner: keeper, channel: blog, pillar: weeks, evergreen: {cooldown: 30d, cycles: 1, expires: 2026-01-01}, body: *body}
          - {key: ripe, title: Is it true, format: blog-post, status: published, planned: 2025-03-04, publish: 2025-03-04T09:00, owner: keeper, channel: blog, pillar: weeks, url: https://rehearsal.example/ripe, evergreen: {cooldown: 30d}, body: *body}
          - {key: lonely, title: In one place, format: note, status: published, planned: 2026-09-01, publish: 2026-09-01T09:00, owner: keeper, channel: blog, url: https://rehearsal.example/lonely}
          - {key: missed, title: It was to go out, format: note, status: scheduled, planned: 2027-02-23, publish: 2027-02-23T09:00, owner: keeper, channel: blog}
          - {key: tomorrow, title: It is not ready, format: blog-post, status: drafting, planned: 2027-03-02, publish: 2027-03-02T09:00, owner: keeper, channel: blog, intention: readers, body: *body}
          - {key: idea, title: An idea, format: blog-post, owner: keeper, channel: blog, need: time}
        launches:
          - key: group
            title: The group
            blueprint: group@1
            anchors: {start: {day: 2027-03-10, announced: 2027-03-03}}
            owner: keeper
            url: https://rehearsal.example/group
            promise: One thing that gets finished.
            sessions: {count: 4, time: 18:30, place: Here, recipe: coaching-call}
          - {key: other, title: The other group, blueprint: group@1, anchors: {start: 2027-03-17}, owner: keeper, sessions: {count: 2, time: 18:30, recipe: coaching-call}}
        periods:
          - key: year
            name: The year
            from: 2027-01-01
            to: 2027-12-31
            planned-on: 2027-01-04
            vision: Weeks that end well.
            environment:
              - {key: time, kind: client-need, title: More time, impact: 3, horizon: going-forward, note: Everybody says so.}
              - {key: noise, kind: risk, title: Noise, impact: -1, horizon: this-year}
            focus:
              - key: readers-focus
                name: Readers
                note: They come first.
                intentions:
                  - {key: readers, title: More readers, measure: readers, start: 100, target: 1000, by: 2027-12-01, owner: keeper, readings: [{on: 2027-01-10, value: 110, note: A start.}, {on: 2027-02-10, value: 120}]}
                  - {key: rest, title: More rest, owner: keeper}
            players:
              - {key: author, role: author, member: keeper, responsibility: Writes}
            open-roles:
              - {key: editor, role: editor, wanted-by: 2027-03-03, how: Ask, owner: keeper}
              - {key: sound, role: sound, wanted-by: 2027-02-01, how: Ask, owner: keeper}
            communication:
              - {key: call, title: Tell the team, on: 2027-03-02, audience: The team, owner: keeper}
              - {key: mail, title: Tell the readers, on: 2027-02-02, audience: Readers, owner: keeper}
            projects:
              - key: book
                title: The book
                outcome: It is finished
                importance: high
                effort: high
                priority: 1
                owner: keeper
                deadline: 2027-06-30
                milestones:
                  - {key: outline, title: Outline, on: 2027-02-15, owner: keeper, critical: true, outcome: It stands}
                  - {key: draft, title: Draft, on: 2027-03-04, owner: keeper}
                  - {key: done, title: Begun, on: 2027-02-20, owner: keeper}
            take-aways:
              - {key: open, what: Ask the printer, who: keeper, by: 2027-02-20}
              - {key: closed, what: Choose a day, who: keeper, by: 2027-02-22, closed-on: 2027-02-21, outcome: It is the tenth}
            reviews:
              - {key: regroup, title: Regroup, from: 2027-02-08, time: 10:00, duration: 90m, repeat: monthly on second mon, participants: [keeper]}
        milestones:
          - {key: book/done, status: done, day: 2027-02-20, closed-on: 2027-02-20}
        digests:
          - {key: monday, person: keeper, weekday: mon, time: 08:00}
        """;

    private static readonly Lazy<TemplateNames> Heard = new(Listen);

    public static TemplateNames Known => Heard.Value;

    private static TemplateNames Listen()
    {
        var names = new TemplateNames();
        var library = Sound(LibraryFiles.Read(Files));
        var workspace = Asked(Sound(PlanFile.Read("rehearsal.yaml", Document, _ => null, library, Monday.InUtc().Date)));
        var templates = Sound(TemplateSet.Read(Files)).HeardBy(names);
        PlanOutput.Of(workspace, library, templates, Monday);
        SendMails(workspace, library, templates);
        return names;
    }

    /// <summary>With approvals of the text as it stands, whose proof nobody can write down beforehand.</summary>
    private static Workspace Asked(Workspace workspace)
    {
        var piece = workspace.Pieces.First(p => p.Key == "fresh");
        var asked = new Approval { Key = "", Piece = piece.Key, Version = ApprovalStanding.VersionOf(piece), From = "The client", AskedOn = Monday.InUtc().Date.PlusDays(-2) };
        return workspace.AskForApproval(asked).AskForApproval(asked with { From = "Her publisher", Status = ApprovalStatus.ChangesAsked, Comment = "Shorter, please." });
    }

    /// <summary>What is never a file of `build`: mails with links, and those that only a service sends.</summary>
    private static void SendMails(Workspace workspace, Library library, TemplateSet templates)
    {
        const string Address = "https://rehearsal.example/once";
        var actions = new ActionLinks(Address, Address, Address);
        var links = new MailLinks(Address, _ => actions, _ => actions);
        var schedule = Schedule.Of(workspace, library, _ => KeyPoints.None, Monday.InUtc().Date);
        var timeline = Timeline.Of(schedule, new(schedule.Today.PlusDays(-60), schedule.Today.PlusDays(60)));
        foreach (var subscription in workspace.Digests)
            if (Digest.Of(schedule, timeline, subscription, Monday) is { } digest)
            {
                DigestMail.Render(digest, workspace.Locale, templates, links);
                var client = new ReadClient(schedule, timeline, digest.Reader);
                var all = DigestOfAll.Of("The keeper", workspace.Zone, subscription, [client], Monday) with { Quiet = [client] };
                ClientsMail.Render(all, _ => new(workspace.Locale, templates, links, Address), workspace.Locale, templates, Address, Address);
            }
        foreach (var letter in schedule.Launches.SelectMany(launch => CountdownLetter.Of(schedule, launch)))
            CountdownMail.Render(letter, workspace.Locale, templates, _ => "", links);
        if (ReviewAgenda.OfNext(schedule) is { } agenda) ReviewMail.Render(agenda, workspace.Locale, templates, links);
        if (PlanPage.Of(schedule) is { } page) PlanMail.Render(page, workspace.Locale, templates, links);
        foreach (var member in workspace.Members)
            if (OverdueLetter.Of(schedule, Reader.Of(workspace, member.Key, Monday)!) is { } late) OverdueMail.Render(late, workspace.Locale, templates, links);
        ApprovalMail.Ask(new(workspace.Name, "A post", "The keeper", "The client", "A launch", schedule.Today, "It begins so.", Address, schedule.Today, IsReminder: true), workspace.Locale, templates, links);
        ApprovalMail.Answer(new(workspace.Name, "A post", "The client", "The keeper", ApprovalOutcome.ChangesAsked, "Shorter, please.", 2), workspace.Locale, templates, links);
        AccountMail.Invitation(workspace.Name, "The keeper", "strategist", Address, schedule.Today, workspace.Locale, templates);
        AccountMail.Password("The keeper", Address, workspace.Locale, templates);
        NoticeMail.Render(workspace.Name, "A job does not get done", ["It stopped."], Address, templates, links);
    }

    private static T Sound<T>(FileReading<T> reading) where T : class =>
        reading.Value ?? throw new InvalidOperationException($"The plan that names are heard from has mistakes: {string.Join("; ", reading.Problems)}");
}
