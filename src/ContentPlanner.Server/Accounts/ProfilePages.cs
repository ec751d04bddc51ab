using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Accounts;

/// <summary><c>/profile</c>: one's own name, zone, password, passkeys and API keys.</summary>
internal static class ProfilePages
{
    private const string Path = "/profile";

    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        var pages = app.MapSignedIn(Path);
        pages.MapGet("", (HttpContext http, ProfileReading reading, CancellationToken stop) => Shown(http, reading, null, null, stop));
        pages.MapPost("", async (HttpContext http, ProfileReading reading, AccountStore accounts, DigestsOfAll digests, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var (name, zone, locale) = (form["name"].ToString().Trim(), Api.Given(form["zone"].ToString().Trim()), Api.Given(form["locale"]));
            if (name.Length is 0 or > 200) return await Again(("name", "Say the name as others shall read it, in at most 200 characters."));
            if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) return await Again(("zone", $"There is no time zone '{zone}'; write it like Europe/Dublin, or leave it empty."));
            await accounts.ChangeAsync(http.Person().AccountId, name, zone, locale);
            // Its hour is one of this zone, unless it has its own.
            await digests.FollowAsync(http.Person().AccountId, stop);
            return Administrator.SeeOther(Path);

            async Task<IResult> Again((string, string) mistake) => View.Of<ProfilePage>(new
            {
                Model = await reading.ReadAsync(http, mistake, null, stop) with { Name = name, Zone = zone, Locale = locale },
            }, StatusCodes.Status422UnprocessableEntity);
        });
        pages.MapPost("/password", async (HttpContext http, ProfileReading reading, AccountStore accounts, SignIn signIn, SignInLimits limits, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            if (await accounts.FindAsync(http.Person().AccountId) is not { } account) return Administrator.SeeOther(Path);
            if (account.PasswordHash is not null && (!limits.MayTry(http) || await signIn.CheckAsync(account.Email!, form["current"].ToString()) is null))
            {
                limits.Failed(http);
                return await Shown(http, reading, ("current", "That is not your password. Forgotten? Sign out, and ask for another one."), null, stop);
            }
            if (await accounts.SetPasswordAsync(account, form["password"].ToString()) is AccountResult.Refused refused) return await Shown(http, reading, ("password", refused.Why), null, stop);
            await signIn.EnterAsync(account, stop);
            return Administrator.SeeOther(Path);
        });
        pages.MapPost("/sign-outs", async (HttpContext http, AccountStore accounts, SignIn signIn) =>
        {
            await accounts.EndSignInsAsync(http.Person().AccountId);
            await signIn.LeaveAsync();
            return Administrator.SeeOther("/sign-in");
        });
        pages.MapPost("/keys", async (HttpContext http, ProfileReading reading, ApiKeys keys, Standing standing, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var typed = new TypedKey(form["name"], form["scopes"], form["workspace"], form["until"]);
            var scopes = typed.Scopes switch { "write" => ApiScopes.Read | ApiScopes.Write, "manage" => ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage, _ => ApiScopes.Read };
            Guid? workspace = null;
            if (Api.Given(typed.Workspace) is { } wanted)
            {
                if (await standing.ClientAsync(http.SignedIn()!, wanted, stop) is not { } client) return await Shown(http, reading, ("key", "Choose one of your clients."), typed, stop);
                workspace = client.Id;
            }
            var until = (Instant?)null;
            if (Api.Given(typed.Until) is { } day)
            {
                if (!LocalDatePattern.Iso.Parse(day).TryGetValue(default, out var last)) return await Shown(http, reading, ("until", "Choose a day."), typed, stop);
                until = last.PlusDays(1).AtMidnight().InUtc().ToInstant();
            }
            var (key, refusal) = await keys.CreateAsync(http.Person().AccountId, new(typed.Name, scopes, workspace, until), stop);
            return key is null ? await Shown(http, reading, ("key", refusal!), typed, stop) : View.Of<NewKeyPage>(new { Key = key });
        });
        pages.MapPost("/keys/{id:guid}/revocation", async (Guid id, HttpContext http, ApiKeys keys, CancellationToken stop) =>
        {
            await keys.RevokeAsync(id, http.Person().AccountId, stop);
            return Administrator.SeeOther(Path);
        });
    }

    /// <summary>A day whose number is none of a month's, to show how days are written.</summary>
    private static readonly LocalDate Sample = new(2026, 11, 23);

    private static async Task<IResult> Shown(HttpContext http, ProfileReading reading, (string, string)? mistake, TypedKey? typed, CancellationToken stop) =>
        View.Of<ProfilePage>(new { Model = await reading.ReadAsync(http, mistake, typed, stop) }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>Reads what the page shows.</summary>
    internal sealed class ProfileReading(UserManager<AccountRow> users, ApiKeys keys, Standing standing)
    {
        public async Task<ProfileModel> ReadAsync(HttpContext http, (string, string)? mistake, TypedKey? typed, CancellationToken stop)
        {
            var account = await users.FindByIdAsync(http.Person().AccountId.ToString()) ?? throw new InvalidOperationException("Who is signed in has an account.");
            var passkeys = await users.GetPasskeysAsync(account);
            var clients = await standing.ClientsAsync(http.SignedIn()!, stop);
            var reader = ReaderTime.Of(http.Person(), null);
            return new(
                account.Name, account.Email!, account.Zone, account.Locale, account.PasswordHash is not null,
                [.. passkeys.OrderBy(p => p.CreatedAt).Select(p => new PasskeyLine(Passkeys.Name(p.CredentialId), p.Name ?? "Passkey", reader.On(Instant.FromDateTimeOffset(p.CreatedAt))))],
                [.. (await keys.ListAsync(account.Id, null, stop)).Select(k => new KeyLine(k.Key.Id, k.Key.Name, k.Key.Start, About(k, reader)))],
                [.. DateTimeZoneProviders.Tzdb.Ids],
                [new("", "As each client has it"), .. Locale.Tags.Select(tag => new Option(tag, $"{Locale.For(tag).Format(Sample, DayStyle.Full)} ({tag})"))],
                [new("", "All my clients"), .. clients.Select(c => new Option(c.Key, c.Name))],
                typed, mistake);
        }

        private static string About(ApiKeyStanding standing, ReaderTime reader)
        {
            var key = standing.Key;
            var may = key.Scopes.HasFlag(ApiScopes.Manage) ? "everything you may" : key.Scopes.HasFlag(ApiScopes.Write) ? "reads and changes" : "reads";
            var where = standing.Workspace is { } only ? $" {only}" : " all your clients";
            var used = key.LastUsedAt is { } last ? $", last used {reader.On(last)}" : ", never used";
            return $"{may}{where}{(key.ExpiresAt is { } until ? $", until {reader.On(until - Duration.Epsilon)}" : "")}{used}";
        }
    }
}
