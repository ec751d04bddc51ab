using ContentPlanner.Formats.Digests;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>The links of one mail: made when the template asks, each thing once. Built from the configured address only (R40).</summary>
internal sealed class LinksOfMail(string? baseUrl, DeliveryRow delivery, Instant now)
{
    private readonly Dictionary<(MailLinkKind, Guid?, string?), (string Token, MailLinkRow Row)> _made = [];
    private readonly string? _base = baseUrl?.TrimEnd('/');

    public IReadOnlyCollection<MailLinkRow> Rows => [.. _made.Values.Select(m => m.Row)];

    /// <summary>The address that ends this kind of mail, once a template asked for it.</summary>
    public string? UnsubscribeAddress { get; private set; }

    /// <summary>Of a mail about one client, or none.</summary>
    public MailLinks Of(DeliveryKind kind)
    {
        // Nobody subscribes to these.
        if (_base is null || kind is DeliveryKind.Invitation or DeliveryKind.Password) return MailLinks.None;
        // What belongs to the day of a mark is not put off.
        return Acting(Unsubscribe(), new(delivery.WorkspaceId, delivery.PersonId, null), snooze: kind != DeliveryKind.Countdown);
    }

    /// <summary>Of one client's part of a mail about several: the account acts, with the access it has then.</summary>
    public MailLinks OfClient(Guid workspace, Guid? member, Guid account) =>
        _base is null ? MailLinks.None : Acting(null, new(workspace, member, account), snooze: true);

    /// <summary>Null: no address of the service is known.</summary>
    public string? Unsubscribe() => _base is null ? null
        : UnsubscribeAddress ??= $"{_base}/unsubscribe/{Token(MailLinkKind.Unsubscribe, new(delivery.WorkspaceId, delivery.PersonId, null), null)}";

    private sealed record Whose(Guid? Workspace, Guid? Person, Guid? Account);

    private MailLinks Acting(string? unsubscribe, Whose whose, bool snooze) => new(unsubscribe,
        task => To(MailLinkKind.Task, whose, task.ToString(), snooze, drop: true), step => To(MailLinkKind.Step, whose, step, snooze: false, drop: false));

    private ActionLinks To(MailLinkKind kind, Whose whose, string target, bool snooze, bool drop)
    {
        var address = $"{_base}/d/{Token(kind, whose, target)}";
        return new($"{address}?do=done", snooze ? $"{address}?do=snooze" : null, drop ? $"{address}?do=skip" : null);
    }

    private string Token(MailLinkKind kind, Whose whose, string? target)
    {
        if (_made.TryGetValue((kind, whose.Workspace, target), out var made)) return made.Token;
        var (token, hash) = MailToken.New();
        _made[(kind, whose.Workspace, target)] = (token, new()
        {
            TokenHash = hash,
            Kind = kind,
            WorkspaceId = whose.Workspace,
            PersonId = whose.Person,
            AccountId = whose.Account,
            SubscriptionId = delivery.SubscriptionId,
            Address = delivery.Address,
            Target = target,
            DeliveryId = delivery.Id,
            ExpiresAt = kind == MailLinkKind.Unsubscribe ? null : now + Letters.LinksLast,
        });
        return token;
    }
}
