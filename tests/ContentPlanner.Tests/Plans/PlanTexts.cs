using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Plans;

/// <summary>A plan that uses every part of the format once, and a library that fits it.</summary>
public static class PlanTexts
{
    public const string Whole = """
        workspace:
          key: steady-ground
          name: Steady Ground Coaching
          zone: Europe/Dublin
          locale: en-IE
          working-week: [mon, tue, thu]
          strategist: strategist
          website: https://steadyground.example
          holidays:
            - {from: 2026-12-24, to: 2027-01-01, name: Christmas}
            - {on: 2027-02-01, name: St Brigid’s Day}
          blackouts: [{from: 2027-08-02, to: 2027-08-13, name: Summer quiet}]
        members:
          - {key: coach, name: The coach, email: coach@steadyground.example, roles: [author], weekly-hours: 7.5, zone: Europe/London}
          - {key: strategist, name: The strategist, roles: [strategist]}
        channels:
          - {key: blog, name: The Journal, owner: coach, address: https://steadyground.example/blog, hashtags: ["#coaching", writing]}
        pillars:
          - {key: finish, name: Finishing, hashtags: [writing]}
        cadences:
          - key: tuesday-post
            title: Blog post
            channel: blog
            format: blog-post
            pillar: finish
            owner: coach
            from: 2026-12-29
            time: 09:00
            zone: Europe/London
            duration: 45m
            repeat: weekly on tue
            until: 2027-12-31
            skip: [2027-07-20]
            move: [{day: 2027-08-03, to: 2027-08-04T10:00}]
          - {key: next-post, title: Blog post, channel: blog, from: 2028-01-03, repeat: daily, count: 5, continues: tuesday-post, evergreen: false}
        pieces:
          - key: five-steps
            title: Five steps
            format: blog-post
            status: published
            planned: 2026-11-10
            publish: 2026-11-10T09:00
            zone: America/New_York
            owner: coach
            channel: blog
            pillar: finish
            intention: readers
            need: finish-draft
            launch: workshop
            url: https://steadyground.example/five
            body: |
              # Five steps

              One, two.
            body-format: html
            evergreen: {cooldown: 30d, cycles: 4, seasons: [{from: 09-01, to: 02-29}], hold-until: 2027-01-01, expires: 2028-01-01, channels: [x], variants: [New opening], network-gap: 10d, refresh: 200d, priority: 2}
            outlets: [{channel: x, on: 2026-11-12, url: https://x.example/1}]
            recipes: [blog-post]
            private: true
            id: 0b8f6d1e-9c64-8f0a-b1de-3f2a4c5d6e7f
            sequence: 3
            changed: 2026-11-10T09:00:00.25Z
          - {key: from-file, title: In a file, format: blog-post, body-file: texts/file.html, recipes: [none]}
        launches:
          - key: workshop
            title: The workshop
            blueprint: event@1
            status: planned
            since: 2026-11-01
            anchors: {day: {day: 2027-03-01, announced: 2027-02-20, override: The room burned}, press: 2027-01-05}
            owner: coach
            intention: readers
            pillar: finish
            url: https://steadyground.example/workshop
            promise: It ends
            roles: {designer: strategist}
            frozen-on: 2027-01-01
            sessions:
              count: 3
              on: [thu]
              every: 2
              time: "18:30"
              zone: Europe/London
              duration: 1h15m
              place: Room 1
              title: "Evening {n}"
              recipe: blog-post
              skip: [2027-03-18]
              changes: [{session: 2, moved-to: 2027-03-19T18:30, title: Guest, place: Room 2, note: The guest is away}, {session: 3, cancelled: true}]
            overrides:
              - {step: invite, offset: day - 10d, title: Write to all, role: designer, time: "10:00", roll: next}
              - {step: room, leave-out: true}
            steps:
              - {key: press-letter, title: Letter to the press, offset: press - 2w, role: author}
            countdown-run: 2
        periods:
          - key: year-2027
            name: 2027
            from: 2027-01-01
            to: 2027-12-31
            planned-on: 2026-11-16
            environment:
              - {key: finish-draft, kind: client-need, title: An ending, impact: +3, horizon: going-forward, note: Often}
              - {key: big-programmes, kind: competitor-offer, title: Big ones, impact: -1}
            vision: People finish.
            focus:
              - key: audience
                name: Audience
                note: First
                intentions:
                  - {key: readers, title: Two thousand readers, measure: subscribers, start: 1240, target: 2000.5, by: 2027-12-15, owner: coach, readings: [{on: 2026-11-16, value: 1240, note: At the start}]}
            players:
              - {key: author, role: author, member: coach, responsibility: Writes}
              - {key: studio, role: editor, name: A studio}
            open-roles: [{key: sound, role: sound, wanted-by: 2027-01-29, how: Ask around, owner: coach, filled-on: 2027-01-05}]
            communication: [{key: call, title: Tell the team, on: 2026-11-26, audience: The team, owner: coach, done-on: 2026-11-26}]
            projects:
              - key: book
                title: The manuscript
                outcome: A text
                importance: high
                effort: low
                priority: 1
                owner: coach
                intention: readers
                deadline: 2027-01-29
                milestones:
                  - {key: half, title: Half of it, offset: deadline - 6w, outcome: Rough, owner: coach, critical: true}
                  - {key: whole, title: All of it, on: 2027-01-20, role: editor}
            take-aways: [{key: printer, what: Call the printer, who: coach, by: 2026-11-20, closed-on: 2026-11-19, outcome: Done}]
            reviews:
              - {key: regroup, title: Regroup, from: 2026-12-14, time: 10:00, duration: 90m, repeat: monthly on second mon, participants: [coach, strategist]}
        notes:
          - {key: fair, title: Book fair, from: 2027-03-09, to: 2027-03-11, text: In London, private: true}
          - {key: birthday, title: Birthday, on: 2027-04-01}
        milestones:
          - {key: workshop/invite, status: in-progress, owner: coach, link: pinned, day: 2027-02-15, override-reason: Agreed, note: By hand}
          - {key: book/half, status: done, closed-on: 2026-12-18}
        tasks:
          - {key: five-steps/letter/x/1, status: done, owner: coach, day: 2026-11-18, snoozed-until: 2026-11-17, closed-on: 2026-11-18, draft: "Mine", draft-source: abc, url: https://x.example/2, note: Good}
        digests:
          - {key: monday, person: coach, weekday: fri, time: "07:30", zone: Europe/London, sections: [due, take-aways], include-empty: false, paused-until: 2027-01-10}
        countdowns:
          - {key: workshop, launch: workshop, people: [coach]}
        feeds:
          - {key: mine, name: My week, person: coach, filter: {categories: [task, launch], statuses: [open, in-progress], launches: [workshop], pillars: [finish], channels: [x], owner: me}, options: {tasks: todo, cancelled: hide, gaps: show, private: show, people: show, titles-only: true, all-day: true, mark-done: false, alarms: [1d, 2h], past: 30d, future: 90d, refresh: 2h, color: teal, max-bytes: 0}}
        """;

    public static readonly LocalDate Today = new(2026, 11, 23);

    public static readonly Library Library = LibraryFiles.Read(new Dictionary<string, string>
    {
        ["channels.yaml"] = "channels: [{key: blog, name: Blog}, {key: x, name: X, role: assistant}]",
        ["blueprints/event@1.yaml"] = """
            blueprint: event
            version: 1
            title: Event
            kind: Event
            main-anchor: day
            sessions-from: day
            anchors:
              day: {title: The day}
              doors: {title: Doors open, offset: day - 30d}
            milestones:
              - {key: invite, title: Invite, offset: doors, role: author}
              - {key: room, title: Book a room, offset: day - 60d, role: editor}
              - {key: ready, title: Prepare, offset: session - 1d, role: author, each-session: true}
            """,
        ["recipes/blog-post@1.yaml"] = """
            recipe: blog-post
            version: 1
            title: Blog post
            format: blog-post
            steps: [{key: letter, channel: x, title: Letter, offset: publish + 1d, instruction: Say why, template: post.md}]
            """,
        ["tasks/post.md"] = "",
    }).Value!;

    public static string? Body(string path) => path == "texts/file.html" ? "<h1>In a file</h1>" : null;

    public static FileReading<Workspace> Read(string text) => PlanFile.Read("plan.yaml", text, Body, Library, Today);
}
