using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// What a draft was made from, as a short proof: SHA-256 over title, body and the template's version. An edited draft keeps
/// the one it was made from (<see cref="Plans.TaskDecision.DraftSource"/>); another one now means "source changed".
/// </summary>
public static class SourceFingerprint
{
    /// <param name="template">Which text it was made with: recipe, version and template, <c>blog-post@1/linkedin-post.md</c>.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(string title, Body? body, string template)
    {
        var source = string.Join('\0', title, body?.Format.ToString() ?? "", body?.Text ?? "", template);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
    }

    /// <summary>The fingerprint of what the draft of <paramref name="task"/> is made from today.</summary>
    /// <param name="body">The source's text; a session or a countdown mark has none.</param>
    public static string Of(ContentTask task, Body? body = null) => Of(task.Source.Title, body, $"{task.Recipe}/{task.Template}");
}
