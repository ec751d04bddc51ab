using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Mail;

/// <summary>The <see cref="Secret"/> of a link in a mail.</summary>
public static class MailToken
{
    public const string Prefix = "cpm_";

    public static (string Token, byte[] Hash) New()
    {
        var token = Secret.New(Prefix);
        return (token, HashOf(token));
    }

    public static byte[] HashOf(string token) => Secret.HashOf(token);
}
