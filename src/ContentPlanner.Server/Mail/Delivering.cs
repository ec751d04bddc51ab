using System.Data.Common;
using System.Diagnostics;
using ContentPlanner.Formats.Templates;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Telemetry;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// Works off what is due: claims a delivery, renders and stores its mail, marks that it is on its way, sends, marks it as
/// sent. A few workers, each with a connection of its own. Told to stop, each finishes the mail it is at.
/// </summary>
public sealed partial class Delivering(Ledger ledger, Letters letters, IMailer mailer, Circuit circuit, Settings settings, IClock clock, ILogger<Delivering> log)
{
    /// <param name="box">No mail is begun after it.</param>
    public async Task RunAsync(IReadOnlyCollection<DeliveryKind> kinds, Counts counts, TimeSpan box, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var workers = mailer.Leaves ? Math.Max(1, settings.Mail.Smtp.Connections) : 1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(Work, CancellationToken.None)));

        async Task Work()
        {
            await using var route = mailer.Open();
            while (!stop.IsCancellationRequested && !circuit.IsOpen && Stopwatch.GetElapsedTime(began) < box)
            {
                if (await ledger.ClaimAsync(kinds, CancellationToken.None) is not { } claim) return;
                await DeliverAsync(route, claim, counts, stop);
            }
        }
    }

    /// <summary>One delivery that somebody asks for now.</summary>
    public async Task<bool> DeliverNowAsync(Guid delivery, Counts counts, CancellationToken stop)
    {
        await using var route = mailer.Open();
        if (await ledger.ClaimAsync(delivery, stop) is not { } claim) return false;
        await DeliverAsync(route, claim, counts, stop);
        return true;
    }

    private async Task DeliverAsync(IMailRoute route, DeliveryRow claim, Counts counts, CancellationToken stop)
    {
        var onItsWay = false;
        using var span = Measures.Activities.StartActivity("deliver mail");
        span?.SetTag("mail.kind", claim.Kind.ToString()).SetTag("mail.delivery", claim.Id).SetTag("mail.attempt", claim.Attempts);
        try
        {
            if (!await MayGoOn(claim, counts)) return;
            var (stored, fresh, links) = await ReadyFor(claim, counts, stop);
            if (stored is null) return;
            using var message = MailMessage.Read(stored.Message);
            var (from, to) = (MailMessage.From(settings.Mail), MailMessage.To(claim));
            await route.ReadyAsync(stop);
            switch (await ledger.BeginTransmissionAsync(claim, fresh ? stored : null, links))
            {
                case Ledger.Start.Suppressed:
                    await Skip(claim, "mail to this address is suppressed", counts);
                    return;
                case Ledger.Start.Unsubscribed:
                    await Skip(claim, "the person unsubscribed", counts);
                    return;
                case Ledger.Start.Lost:
                    Count(counts, "lost to another node");
                    return;
            }
            onItsWay = true;
            // From here on without the token: what is cancelled on its way may have arrived.
            await Note(claim, await route.SendAsync(claim.Id, message, from, to), counts);
        }
        catch (MailOutageException outage)
        {
            circuit.Opened(outage.Message);
            await Waits(claim, outage.Message, claim.DueAt, counts);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !onItsWay)
        {
            await ledger.ReleaseAsync(claim, null, claim.DueAt);
            Count(counts, "handed back");
        }
        catch (Exception e) when (e is not DbException)
        {
            Broke(e, claim.Id);
            if (onItsWay) await Unknown(claim, $"the program made a mistake while it was being sent: {e.Message}", counts);
            else
            {
                await ledger.RetryAsync(claim, $"the program made a mistake: {e.Message}", null);
                Count(counts, "retried");
            }
        }
    }

    private static void Count(Counts counts, string outcome)
    {
        counts.Add(outcome);
        Measures.Mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }

    /// <summary>What an earlier claim left behind, and whether it is still worth something.</summary>
    private async Task<bool> MayGoOn(DeliveryRow claim, Counts counts)
    {
        if (claim.Unfinished > Ledger.MostUnfinished)
        {
            await ledger.FailAsync(claim, "the program ended three times while it worked on this mail");
            Count(counts, "failed");
            return false;
        }
        if (claim.TransmitStartedAt is not null && !await ledger.ResumeUnknownAsync(claim, Resend(claim)))
        {
            Count(counts, "parked");
            return false;
        }
        if (clock.GetCurrentInstant() < claim.NotAfter) return true;
        if (claim.TransmitStartedAt is not null) await ledger.UnknownAsync(claim, claim.Error ?? "the program ended while it was being sent", resend: false);
        else if (claim.Error is { } error) await ledger.FailAsync(claim, $"it could not be sent while it was worth something: {error}");
        else await ledger.SkipAsync(claim, "it could not be sent while it was worth something");
        Count(counts, claim.TransmitStartedAt is not null ? "parked" : claim.Error is null ? "skipped" : "failed");
        return false;
    }

    /// <summary>The mail to send: as stored before, or written now. Null: there is none to send, and that is noted.</summary>
    private async Task<(StoredMailRow? Mail, bool Fresh, IReadOnlyCollection<MailLinkRow> Links)> ReadyFor(DeliveryRow claim, Counts counts, CancellationToken stop)
    {
        // Nobody claimed it before, so nobody rendered it, unless it was asked for as it is.
        var standing = await letters.StandingOf(claim, stop);
        var stored = claim.Epoch == 1 && standing is Standing.ToWrite ? null : await ledger.StoredAsync(claim.Id, stop);
        switch (standing)
        {
            case Standing.NotOwed(var reason):
                await Skip(claim, reason, counts);
                return default;
            case Standing.Later(var moment):
                await ledger.PostponeAsync(claim, moment);
                Count(counts, "moved");
                return default;
            case Standing.ToWrite owed:
                var address = owed.Subscription.Person.Email!;
                // What tells of a client they may not see any more is not sent again: they get another under its name.
                if (stored is not null && (claim.Address != address || (owed is Standing.OwedOfAll(var desk, _) && await ledger.TellsOfOthersAsync(claim.Id, [.. desk.Clients.Values.Select(c => c.Id)], stop))))
                {
                    await ledger.ForgetStoredAsync(claim.Id, stop);
                    stored = null;
                }
                if (stored is not null) break;
                (claim.Address, claim.Name) = (address, owed.Subscription.Person.Name);
                if (!MailMessage.IsAddress(claim.Address))
                {
                    await ledger.FailAsync(claim, $"'{claim.Address}' is not an address mail can be sent to");
                    Count(counts, "failed");
                    return default;
                }
                var written = letters.Write(claim, owed);
                if (written.Mail is not null) return (written.Mail, true, written.Links);
                if (written.NothingToSay is { } nothing) await Skip(claim, nothing, counts);
                else if (TemplateLimits.IsOfTime(written.Problem!))
                {
                    // A machine that was too busy for it comes to rest.
                    await ledger.RetryAsync(claim, $"the mail could not be written: {written.Problem}", null);
                    Count(counts, "retried");
                }
                else
                {
                    // A mistake stays one until somebody mends it: she is told where it is, and then sends the mail again.
                    await ledger.FailAsync(claim, $"the mail could not be written: {written.Problem}");
                    Count(counts, "failed");
                }
                return default;
        }
        if (stored is null)
        {
            await ledger.FailAsync(claim, "the mail that was to be sent is gone");
            Count(counts, "failed");
        }
        return (stored, false, []);
    }

    private async Task Note(DeliveryRow claim, SendOutcome outcome, Counts counts)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted(var code):
                circuit.Closed();
                await ledger.SentAsync(claim, code);
                Measures.MailLag.Record((clock.GetCurrentInstant() - claim.DueAt).TotalSeconds, new KeyValuePair<string, object?>("kind", claim.Kind.ToString()));
                Count(counts, "sent");
                break;
            case SendOutcome.Deferred(var code, var words):
                await ledger.RetryAsync(claim, words, code);
                Count(counts, "retried");
                break;
            case SendOutcome.Refused(var code, var words, var isAddress):
                if (isAddress) await ledger.SuppressAsync(claim.Address, FormattableString.Invariant($"the mail server refused it: {code} {words}"));
                await ledger.FailAsync(claim, words, code);
                Count(counts, "failed");
                break;
            case SendOutcome.Unknown(var words):
                await Unknown(claim, words, counts);
                break;
            case SendOutcome.NotTried(var words, var isEverybody):
                if (isEverybody) circuit.Opened(words);
                // One mail that the connection breaks at does not stand in the way of the others.
                await Waits(claim, words, isEverybody ? claim.DueAt : clock.GetCurrentInstant() + Duration.FromMinutes(1), counts);
                break;
        }
    }

    private async Task Unknown(DeliveryRow claim, string words, Counts counts)
    {
        await ledger.UnknownAsync(claim, words, Resend(claim));
        Count(counts, Resend(claim) ? "unknown" : "parked");
    }

    private async Task Waits(DeliveryRow claim, string words, Instant until, Counts counts)
    {
        await ledger.ReleaseAsync(claim, words, until);
        Count(counts, "waiting for the mail server");
        NotReached(words);
    }

    private async Task Skip(DeliveryRow claim, string reason, Counts counts)
    {
        await ledger.SkipAsync(claim, reason);
        Count(counts, "skipped");
    }

    private bool Resend(DeliveryRow claim) =>
        (claim.Kind == DeliveryKind.Countdown ? settings.Mail.CountdownUnknown : settings.Mail.DigestUnknown) == UnknownOutcome.Resend;

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} met a mistake of the program")]
    private partial void Broke(Exception mistake, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "Mail waits: {Why}")]
    private partial void NotReached(string why);
}
