using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>Ada, who keeps the plans of two clients and wants one digest of both, on Mondays at 08:00 in London.</summary>
internal static class AllClientsHouse
{
    public const string Ada = "ada@clients.example";

    /// <summary>A client where something goes out in the week of the tests, and is not ready.</summary>
    public static Workspace Client(string key, string name) => PostOffice.Team(key: key) with
    {
        Name = name,
        Digests = [],
        Pieces = [new ContentPiece { Key = "letter", Title = $"A letter of {name}", Format = "newsletter", Status = PieceStatus.Drafting, Owner = "person-1", PlannedOn = new LocalDate(2026, 11, 25) }],
    };

    /// <summary>Ada with an account and access, each to be the plan's first person; the digest chosen unless said otherwise.</summary>
    public static async Task<(Guid Account, Guid Harbour, Guid Meadow)> OpenForAda(this PostOffice post, bool chosen = true, Access access = Access.Strategist)
    {
        var (harbour, meadow) = ((await post.Create(Client("harbour", "Harbour"))).Id, (await post.Create(Client("meadow", "Meadow"))).Id);
        var account = await post.Account(Ada, access, harbour, meadow);
        if (chosen) await post.Choose(account);
        return (account, harbour, meadow);
    }

    public static async Task<Guid> Account(this PostOffice post, string email, Access access, params Guid[] clients)
    {
        await using var scope = post.Part<IServiceScopeFactory>().CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountStore>();
        var account = Assert.IsType<AccountResult.Done>(await accounts.AddAsync(new("Ada", email, null), proven: true)).Account;
        foreach (var client in clients) await accounts.GrantAsync(account.Id, client, access, "person-1", Actor.CommandLine, PostOffice.Stop);
        return account.Id;
    }

    public static async Task Grant(this PostOffice post, Guid account, Guid client, Access access = Access.Strategist, string member = "person-1")
    {
        await using var scope = post.Part<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountStore>().GrantAsync(account, client, access, member, Actor.CommandLine, PostOffice.Stop);
    }

    public static async Task Choose(this PostOffice post, Guid account, Action<AccountDigestRow>? how = null)
    {
        var digests = post.Part<DigestsOfAll>();
        Assert.True(await digests.ChooseAsync(account, (await digests.ChosenAsync(account, PostOffice.Stop))?.Version, row =>
        {
            row.Zone = "Europe/London";
            how?.Invoke(row);
        }, PostOffice.Stop));
    }

    public static Task Leaves(this PostOffice post, Guid account, Guid client) => post.Part<People>().RemoveAsync(client, account, Actor.CommandLine, PostOffice.Stop);

    public static async Task Closes(this PostOffice post, Guid account)
    {
        await using var scope = post.Part<IServiceScopeFactory>().CreateAsyncScope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<AccountStore>().CloseAsync(account, Actor.CommandLine, PostOffice.Stop));
    }
}
