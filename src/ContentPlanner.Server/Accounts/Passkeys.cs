using System.Text.Json;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.Identity;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Signing in with what unlocks the device: a passkey. Two questions and two answers over a script (passkeys.js); the secret
/// never leaves the device, and belongs to this program's address.
/// </summary>
internal static class Passkeys
{
    private const int LongestName = 100;

    public static void AddPasskeys(this IServiceCollection services) => services.AddOptions<IdentityPasskeyOptions>().Configure<Settings>((passkeys, settings) =>
    {
        // The configured address, never one that a request names (R40).
        if (settings.BaseUrl is not { } address) return;
        var own = new Uri(address);
        passkeys.ServerDomain = own.Host;
        passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
            && Uri.Compare(origin, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
    });

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var own = app.MapSignedIn("/profile/passkeys");
        own.MapPost("/question", async (HttpContext http, SignInManager<AccountRow> signIn) =>
        {
            var person = http.Person();
            return Json(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.AccountId.ToString(), Name = person.Email, DisplayName = person.Name }));
        });
        own.MapPost("", async (HttpContext http, SignInManager<AccountRow> signIn, AccountStore accounts, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var attested = await Attest(signIn, form["credential"].ToString());
            if (attested is not { Succeeded: true }) return Refused("The device's answer does not fit the question; try again.");
            var account = await accounts.FindAsync(http.Person().AccountId);
            if (account is null || attested.UserEntity.Id != account.Id.ToString()) return Refused("The passkey was made for somebody else; try again.");
            attested.Passkey.Name = Named(form["name"]);
            var added = await accounts.AddPasskeyAsync(account, attested.Passkey);
            return added.Succeeded ? Json("""{"next":"/profile"}""") : Refused(added.Errors.First().Description);
        });
        own.MapPost("/{id}/removal", async (string id, HttpContext http, AccountStore accounts) =>
        {
            if (await accounts.FindAsync(http.Person().AccountId) is { } account && Octets(id) is { } credential) await accounts.RemovePasskeyAsync(account, credential);
            return Administrator.SeeOther("/profile");
        });

        var open = app.MapOpen("/sign-in/passkey");
        open.MapPost("/question", async (SignInManager<AccountRow> signIn) => Json(await signIn.MakePasskeyRequestOptionsAsync(null)));
        open.MapPost("", async (HttpContext http, SignInManager<AccountRow> signIn, UserManager<AccountRow> users, SignIn entry, SignInLimits limits, CancellationToken stop) =>
        {
            if (!limits.MayTry(http)) return Refused("Too many attempts from where you are; wait a minute.");
            var form = await http.Request.ReadFormAsync(stop);
            var asserted = await Assert(signIn, form["credential"].ToString());
            if (asserted is not { Succeeded: true } || asserted.User.ClosedAt is not null)
            {
                limits.Failed(http);
                return Refused("This passkey is not known here. Sign in with your password, or ask for another one.");
            }
            await users.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey);
            await entry.EnterAsync(asserted.User, stop);
            return Json(JsonSerializer.Serialize(new { next = SignInPages.Local(form["next"]) }));
        });
    }

    /// <summary>In an address.</summary>
    public static string Name(byte[] credential) => System.Buffers.Text.Base64Url.EncodeToString(credential);

    private static byte[]? Octets(string text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Named(string? typed)
    {
        var name = typed?.Trim() ?? "";
        return name.Length == 0 ? "Passkey" : name.Length > LongestName ? name[..LongestName] : name;
    }

    /// <summary>Null: there was no question, or what came is no answer.</summary>
    private static async Task<PasskeyAttestationResult?> Attest(SignInManager<AccountRow> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or PasskeyException or ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Attest"/>
    private static async Task<PasskeyAssertionResult<AccountRow>?> Assert(SignInManager<AccountRow> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or PasskeyException or ArgumentException)
        {
            return null;
        }
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");

    private static IResult Refused(string words) => Results.Json(new { words }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
