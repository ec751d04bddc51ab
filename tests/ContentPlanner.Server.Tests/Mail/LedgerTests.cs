using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;

namespace ContentPlanner.Server.Tests.Mail;

public sealed class LedgerOnSqlite() : LedgerTests(DatabaseKind.Sqlite);

public sealed class LedgerOnPostgres() : LedgerTests(DatabaseKind.Postgres);

/// <summary>One mail for each period, whatever servers, clocks and processes do (reliability.md 2.1 to 2.5, R9, R14 to R19, R22).</summary>
public abstract class LedgerTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_digest_is_sent_once_on_its_day_and_not_before()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());

        Assert.Empty((await post.DigestTick()).Words);
        post.Clock.Reset(PostOffice.Monday);
        Assert.Equal(1, (await post.DigestTick())["sent"]);
        Assert.Empty((await post.DigestTick()).Words);

        var mail = Assert.Single(server.Accepted);
        Assert.Equal(["person-1@team.example"], mail.Recipients);
        var row = Assert.Single(await post.Deliveries());
        Assert.Equal((DeliveryStatus.Sent, "2026-W48", PostOffice.Monday), (row.Status, row.Period, row.SentAt!.Value));
        Assert.Equal(row.MessageId, mail.Message.MessageId);
    }

    [Fact]
    public async Task Ten_ticks_at_once_on_two_nodes_owe_and_send_each_digest_once()
    {
        await using var server = ScriptedSmtp.Start();
        await using var one = await PostOffice.Open(_database, server, set: s => s.Mail.Smtp.Connections = 2);
        await using var other = await PostOffice.Open(_database, server, set: s => s.Mail.Smtp.Connections = 2);
        await one.Create(PostOffice.Team(people: 12));
        one.Clock.Reset(PostOffice.Monday);
        other.Clock.Reset(PostOffice.Monday);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).DigestTick())));

        Assert.Equal(12, (await one.Deliveries(DeliveryKind.Digest)).Count);
        Assert.Equal(12, server.Accepted.Count);
        Assert.Equal(12, server.Accepted.Select(m => m.Recipients.Single()).Distinct().Count());
    }

    /// <summary>Table 2.4 of reliability.md, as MailKit meets it.</summary>
    public static TheoryData<string, SmtpStage, string, DeliveryStatus, int, bool> Outcomes => new()
    {
        // name, where, what the server does, what becomes of it, the code kept, whether the address is suppressed
        { "a recipient not now", SmtpStage.Recipient, "451 4.3.0 busy", DeliveryStatus.Retrying, 451, false },
        { "a recipient never", SmtpStage.Recipient, "550 5.1.1 nobody here", DeliveryStatus.Failed, 550, true },
        { "a full mailbox", SmtpStage.Recipient, "552 5.2.2 full", DeliveryStatus.Failed, 552, false },
        { "no room for the text", SmtpStage.Dot, "452 4.3.1 no room", DeliveryStatus.Retrying, 452, false },
        { "the text never", SmtpStage.Dot, "554 5.7.1 unwelcome", DeliveryStatus.Failed, 554, false },
        { "the sender never", SmtpStage.Mail, "550 5.7.1 not you", DeliveryStatus.Due, 0, false },
        { "no greeting", SmtpStage.Greeting, "554 5.3.2 closed", DeliveryStatus.Due, 0, false },
        { "closing at the sender", SmtpStage.Mail, "421 4.3.2 closing", DeliveryStatus.Due, 0, false },
        { "dropped at the recipient", SmtpStage.Recipient, "drop", DeliveryStatus.Due, 0, false },
        { "dropped after the dot", SmtpStage.Dot, "accept and drop", DeliveryStatus.Unknown, 0, false },
        { "silent after the dot", SmtpStage.Dot, "accept and silence", DeliveryStatus.Unknown, 0, false },
        { "silent at the greeting", SmtpStage.Greeting, "silence", DeliveryStatus.Due, 0, false },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task What_a_server_does_decides_what_becomes_of_a_mail(string name, SmtpStage stage, string deed, DeliveryStatus status, int code, bool suppressed)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(stage, Fault(deed));
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);

        await post.DigestTick();

        var row = Assert.Single(await post.Deliveries());
        Assert.True(status == row.Status, $"{name}: {row.Status}, {row.Error ?? row.Reason}");
        Assert.Equal(code, row.SmtpCode ?? 0);
        await using (var db = post.Db()) Assert.Equal(suppressed, db.Suppressions.Any(s => s.Address == "person-1@team.example"));
        // What says nothing about this mail costs it no attempt.
        Assert.Equal(status == DeliveryStatus.Due ? 0 : 1, row.Attempts);

        // The server has come to its senses: what is not final arrives, with the same Message-ID and the same octets.
        server.ClearScript();
        var before = server.Accepted.ToList();
        for (var minute = 0; minute < 4; minute++)
        {
            post.Clock.AdvanceMinutes(1);
            await post.DigestTick();
        }
        if (status == DeliveryStatus.Failed) Assert.Empty(server.Accepted);
        else
        {
            Assert.Equal(DeliveryStatus.Sent, (await post.Deliveries()).Single().Status);
            var last = server.Accepted[^1];
            Assert.Equal(before.Count + 1, server.Accepted.Count);
            Assert.All(before, earlier => Assert.Equal(earlier.Raw, last.Raw));
        }
    }

    [Theory]
    [InlineData("accept and drop")]
    [InlineData("accept and silence")]
    public async Task A_countdown_nobody_knows_of_is_parked_and_never_sent_again_by_itself(string deed)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Dot, Fault(deed));
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Launching(days: 31));
        post.Clock.Reset(PostOffice.Monday);

        await post.CountdownTick();
        server.ClearScript();
        for (var hour = 0; hour < 24; hour++)
        {
            post.Clock.AdvanceHours(1);
            await post.CountdownTick();
        }

        Assert.Single(server.Accepted);
        var row = Assert.Single(await post.Deliveries(DeliveryKind.Countdown));
        Assert.Equal(DeliveryStatus.Parked, row.Status);
        Assert.Contains("nobody knows whether it arrived", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_costs_no_attempts_and_what_waited_goes_in_the_order_it_was_due()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        var team = PostOffice.Team(people: 4);
        await post.Create(team with { Digests = team.Digests.Select((d, i) => d with { Time = new LocalTime(8, 0).PlusMinutes(-10 * i) }).ToValueList() });
        await server.GoDown();
        post.Clock.Reset(PostOffice.Monday);

        for (var minute = 0; minute < 90; minute++)
        {
            await post.DigestTick();
            post.Clock.AdvanceMinutes(1);
        }
        Assert.All(await post.Deliveries(), d => Assert.Equal((DeliveryStatus.Due, 0), (d.Status, d.Attempts)));

        server.ComeUp();
        post.Clock.AdvanceMinutes(6);
        await post.DigestTick();
        Assert.Equal(["person-4@team.example", "person-3@team.example", "person-2@team.example", "person-1@team.example"], server.Accepted.Select(m => m.Recipients.Single()));
    }

    [Fact]
    public async Task A_mail_refused_for_now_is_tried_again_ever_later_and_given_up_when_it_is_worth_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"));
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);

        var tries = new List<Instant>();
        var connections = 0;
        for (var minute = 0; minute < 50 * 60 && (await post.Deliveries()).All(d => d.Status != DeliveryStatus.Failed); minute += 1)
        {
            await post.DigestTick();
            if (server.Connections > connections) tries.Add(post.Clock.GetCurrentInstant());
            connections = server.Connections;
            var next = (await post.Deliveries()).Single().NextAttemptAt;
            post.Clock.Reset(Instant.Max(next, post.Clock.GetCurrentInstant() + Duration.FromMinutes(1)));
        }

        var pauses = tries.Zip(tries.Skip(1), (a, b) => (b - a).TotalMinutes).ToList();
        foreach (var (pause, about) in pauses.Zip([1.0, 5, 15, 60, 180, 180])) Assert.InRange(pause, about * 0.8 - 0.01, about * 1.2 + 1);
        var row = (await post.Deliveries()).Single();
        Assert.Equal((DeliveryStatus.Failed, 451), (row.Status, row.SmtpCode));
        Assert.True(row.EndedAt <= row.NotAfter);
    }

    [Fact]
    public async Task After_four_weeks_of_downtime_one_digest_is_sent_and_the_others_are_recorded()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());

        post.Clock.Reset(Instant.FromUtc(2026, 12, 15, 12, 0));
        await post.DigestTick();

        Assert.Single(server.Accepted);
        Assert.Equal([("2026-W48", DeliveryStatus.Skipped), ("2026-W49", DeliveryStatus.Skipped), ("2026-W50", DeliveryStatus.Skipped), ("2026-W51", DeliveryStatus.Sent)],
            (await post.Deliveries()).Select(d => (d.Period, d.Status)));
        Assert.Contains("did not run when it was due", (await post.Deliveries())[0].Reason, StringComparison.Ordinal);
        Assert.Equal("2026-W52", (await post.Subscription(DeliveryKind.Digest)).NextPeriod);
    }

    [Fact]
    public async Task A_digest_more_than_two_days_late_is_recorded_and_not_sent()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());

        post.Clock.Reset(PostOffice.Monday + Duration.FromHours(48));
        await post.DigestTick();

        Assert.Empty(server.Accepted);
        var row = Assert.Single(await post.Deliveries());
        Assert.Equal(DeliveryStatus.Skipped, row.Status);
        Assert.Contains("too late for it", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_missed_in_a_downtime_are_one_mail_that_says_how_many_days_there_are()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        // T-90 on 23 November; T-60 on 23 December, T-30 on 22 January. Back on 27 January.
        await post.Create(PostOffice.Launching(days: 91));

        post.Clock.Reset(Instant.FromUtc(2027, 1, 27, 9, 0));
        await post.CountdownTick();

        var rows = await post.Deliveries(DeliveryKind.Countdown);
        Assert.Equal([("T-90", DeliveryStatus.Superseded), ("T-60", DeliveryStatus.Superseded), ("T-30", DeliveryStatus.Sent)], rows.Select(d => (d.Period.Split('/')[1], d.Status)));
        var mail = Assert.Single(server.Accepted).Message;
        Assert.StartsWith("25 days to go", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_a_launch_never_sends_a_mark_again_and_restarting_its_countdown_does()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        var workspace = (await post.Create(PostOffice.Launching(days: 31))).Id;
        post.Clock.Reset(PostOffice.Monday);
        await post.CountdownTick();
        Assert.Single(server.Accepted);

        // Ten days later: T-30 lies ahead once more.
        await post.Change(workspace, w => Moved(w, 41));
        post.Clock.Reset(PostOffice.Monday + Duration.FromDays(10));
        await post.CountdownTick();
        Assert.Single(server.Accepted);

        // Moved closer: T-14 has passed at the moment of the edit, and is not sent after the fact.
        post.Clock.AdvanceDays(1);
        await post.Change(workspace, w => Moved(w, 15));
        await post.CountdownTick();
        Assert.Single(server.Accepted);

        await post.Change(workspace, w => Moved(w, 49) with { Launches = [Moved(w, 49).Launches[0] with { CountdownRun = 2 }] });
        post.Clock.Reset(Instant.FromUtc(2026, 12, 11, 8, 1));
        await post.CountdownTick();
        Assert.Equal(2, server.Accepted.Count);

        static Workspace Moved(Workspace workspace, int days) => workspace with { Launches = PostOffice.Launching(days).Launches.Select(l => l with { Id = workspace.Launches[0].Id }).ToValueList() };
    }

    [Fact]
    public async Task A_mark_whose_launch_is_called_off_while_it_waits_is_not_sent()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"), times: 1);
        await using var post = await PostOffice.Open(_database, server);
        var workspace = (await post.Create(PostOffice.Launching(days: 31))).Id;
        post.Clock.Reset(PostOffice.Monday);
        await post.CountdownTick();

        await post.Change(workspace, w => w with { Launches = [w.Launches[0] with { Status = Core.Launches.LaunchStatus.Cancelled }] });
        post.Clock.AdvanceMinutes(2);
        await post.CountdownTick();

        Assert.Empty(server.Accepted);
        Assert.Equal(DeliveryStatus.Skipped, (await post.Deliveries(DeliveryKind.Countdown)).Single().Status);
    }

    [Fact]
    public async Task An_address_suppressed_after_the_claim_gets_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        var ledger = post.Part<Ledger>();
        await post.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);
        var claim = await ledger.ClaimAsync([DeliveryKind.Digest], Stop);

        await ledger.SuppressAsync("Person-1@Team.example", "asked by telephone");

        Assert.Equal(Ledger.Start.Suppressed, await ledger.BeginTransmissionAsync(claim!, null, []));
    }

    [Fact]
    public async Task Who_was_overtaken_writes_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        await post.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);
        var slow = await post.Part<Ledger>().ClaimAsync([DeliveryKind.Digest], Stop);
        post.Clock.AdvanceMinutes(30);
        await post.DigestTick();

        Assert.Equal(Ledger.Start.Lost, await post.Part<Ledger>().BeginTransmissionAsync(slow!, null, []));
        await post.Part<Ledger>().FailAsync(slow!, "too late to say so");
        Assert.Equal(DeliveryStatus.Sent, (await post.Deliveries()).Single().Status);
    }

    [Fact]
    public async Task A_mail_that_ends_the_program_three_times_is_given_up_and_the_others_flow()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team(people: 3));
        post.Clock.Reset(PostOffice.Monday);
        await post.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);
        // Claimed and never heard of again, three times.
        var poison = await post.Part<Ledger>().ClaimAsync([DeliveryKind.Digest], Stop);
        for (var crash = 1; crash < Ledger.MostUnfinished; crash++)
        {
            await using (var db = post.Db())
            {
                var row = db.Deliveries.Single(d => d.Id == poison!.Id);
                row.NextAttemptAt = PostOffice.Monday;
                row.DueAt = row.NextAttemptAt = PostOffice.Sunday;
                await db.SaveChangesAsync(Stop);
            }
            Assert.Equal(poison!.Id, (await post.Part<Ledger>().ClaimAsync([DeliveryKind.Digest], Stop))!.Id);
        }

        post.Clock.AdvanceMinutes(10);
        await post.DigestTick();

        Assert.Equal(2, server.Accepted.Count);
        var failed = (await post.Deliveries()).Single(d => d.Id == poison!.Id);
        Assert.Equal((DeliveryStatus.Failed, "the program ended three times while it worked on this mail"), (failed.Status, failed.Reason));
    }

    [Theory]
    [InlineData(DeliveryKind.Digest, DeliveryStatus.Sent)]
    [InlineData(DeliveryKind.Countdown, DeliveryStatus.Parked)]
    public async Task A_mail_on_its_way_when_the_program_ended_is_resent_or_parked_as_is_set(DeliveryKind mail, DeliveryStatus status)
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Launching(days: 31));
        post.Clock.Reset(PostOffice.Monday);
        await post.Part<Materialising>().RunAsync([mail], PostOffice.Monday, Stop);
        var claim = (await post.Part<Ledger>().ClaimAsync([mail], Stop))!;
        var owed = Assert.IsType<Standing.Owed>(await post.Part<Letters>().StandingOf(claim, Stop));
        var written = post.Part<Letters>().Write(claim, owed);
        Assert.Equal(Ledger.Start.Begun, await post.Part<Ledger>().BeginTransmissionAsync(claim, written.Mail, written.Links));

        post.Clock.AdvanceMinutes(10);
        await post.Ticks.DigestRecoveryAsync(dryRun: false, Stop);

        Assert.Equal(status, (await post.Deliveries(mail)).Single().Status);
        var sent = server.Accepted.Where(m => m.Message.MessageId == claim.MessageId).ToList();
        if (status == DeliveryStatus.Parked) Assert.Empty(sent);
        else Assert.Equal(written.Mail!.Message, Assert.Single(sent).Raw);
    }

    [Fact]
    public async Task Told_to_stop_the_mail_in_hand_is_finished_and_no_other_begun()
    {
        await using var server = ScriptedSmtp.Start(perMail: TimeSpan.FromMilliseconds(400));
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team(people: 20));
        post.Clock.Reset(PostOffice.Monday);
        using var shutdown = new CancellationTokenSource();
        var underway = false;
        server.Script(SmtpStage.Text, SmtpFault.Late(TimeSpan.Zero), when: _ => { underway = true; shutdown.Cancel(); return false; });

        await post.Ticks.DigestTickAsync(dryRun: false, shutdown.Token);

        Assert.True(underway);
        Assert.Single(server.Accepted);
        var rows = await post.Deliveries();
        Assert.Single(rows, d => d.Status == DeliveryStatus.Sent);
        Assert.Equal(19, rows.Count(d => d is { Status: DeliveryStatus.Due, Attempts: 0 }));
    }

    [Fact]
    public async Task A_clock_that_goes_back_sends_nothing_twice()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        post.Clock.Reset(PostOffice.Sunday);
        await post.DigestTick();
        await post.Ticks.DigestRecoveryAsync(dryRun: false, Stop);
        post.Clock.Reset(PostOffice.Monday + Duration.FromMinutes(5));
        await post.DigestTick();
        await post.Ticks.DigestRecoveryAsync(dryRun: false, Stop);

        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task A_clock_that_jumps_and_makes_everybody_due_is_waited_for()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team(people: 30));
        await post.DigestTick();

        post.Clock.Reset(PostOffice.Monday);
        var held = await Assert.ThrowsAsync<InvalidOperationException>(post.DigestTick);
        Assert.Contains("30 of 30 subscriptions are due at once", held.Message, StringComparison.Ordinal);
        Assert.Empty(await post.Deliveries());

        // It was wrong and is set back: nothing happened. Or a person says that it is right.
        post.Clock.Reset(PostOffice.Sunday);
        Assert.Empty((await post.DigestTick()).Words);
        post.Clock.Reset(PostOffice.Monday);
        await Assert.ThrowsAsync<InvalidOperationException>(post.DigestTick);
        post.Part<ClockWatch>().Trust();
        Assert.Equal(30, (await post.DigestTick())["sent"]);
    }

    [Fact]
    public async Task Other_zone_data_and_lost_rows_are_computed_anew()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team(people: 2));
        await using (var db = post.Db())
        {
            foreach (var row in db.Subscriptions.Where(s => s.Kind == DeliveryKind.Digest)) (row.TzdbVersion, row.NextDueAt) = ("TZDB: 2019a", row.NextDueAt + Duration.FromHours(1));
            db.Subscriptions.RemoveRange(db.Subscriptions.Where(s => s.Kind == DeliveryKind.Overdue));
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(4, (await post.Ticks.DigestRecoveryAsync(dryRun: true, Stop))["recomputed"]);
        Assert.Equal(4, (await post.Ticks.DigestRecoveryAsync(dryRun: false, Stop))["recomputed"]);

        await using var look = post.Db();
        Assert.All(look.Subscriptions.Where(s => s.Kind == DeliveryKind.Digest), row => Assert.Equal((DateTimeZoneProviders.Tzdb.VersionId, Instant.FromUtc(2026, 11, 23, 8, 0)), (row.TzdbVersion, row.NextDueAt)));
        Assert.Equal(2, look.Subscriptions.Count(s => s.Kind == DeliveryKind.Overdue));
    }

    [Fact]
    public async Task Who_left_or_paused_between_due_and_sent_gets_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        var workspace = (await post.Create(PostOffice.Team(people: 3))).Id;
        post.Clock.Reset(PostOffice.Monday);
        await post.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);

        await post.Change(workspace, w => w with
        {
            Members = w.Members.Where(m => m.Key != "person-1").ToValueList(),
            Strategist = null,
            Digests = w.Digests.Where(d => d.Person != "person-1").Select(d => d.Person == "person-2" ? d with { PausedUntil = new LocalDate(2026, 12, 1) } : d).ToValueList(),
        });
        await post.DigestTick();

        Assert.Equal(["person-3@team.example"], server.Accepted.Select(m => m.Recipients.Single()));
        Assert.Equal(["the person is no longer a member", "paused until 2026-12-01"], (await post.Deliveries()).Where(d => d.Status == DeliveryStatus.Skipped).Select(d => d.Reason));
    }

    [Fact]
    public async Task One_connection_serves_a_batch()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team(people: 130));
        post.Clock.Reset(PostOffice.Monday);
        post.Part<ClockWatch>().Trust();
        await post.DigestTick();

        Assert.Equal((130, 2), (server.Accepted.Count, server.Connections));
    }

    private static SmtpFault Fault(string deed) => deed switch
    {
        "drop" => SmtpFault.Drop,
        "silence" => SmtpFault.Silence,
        "accept and drop" => SmtpFault.AcceptAndDrop,
        "accept and silence" => SmtpFault.AcceptAndSilence,
        _ => SmtpFault.Say(deed),
    };
}
