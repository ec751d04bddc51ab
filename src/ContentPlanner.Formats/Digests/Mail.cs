using ContentPlanner.Core;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>A mail as it will be sent: one line of subject, the HTML body, and a plain-text twin that reads on its own.</summary>
public sealed record Mail(string Subject, string Html, string Text)
{
    /// <summary>Longer ones are cut by mail clients, and none of them says so.</summary>
    private const int LongestSubject = 80;

    private const string SubjectLine = "Subject:";

    /// <summary>The mail that {path}.html and {path}.txt make; the first line of the text is its subject.</summary>
    internal static MailRendering Render(TemplateSet templates, string path, string locale, IReadOnlyDictionary<string, object?> values, TemplateLimits? limits = null)
    {
        var text = templates.Render(path + ".txt", locale, values, limits);
        if (text.Text is null) return new(null, text.Problem);
        var html = templates.Render(path + ".html", locale, values, limits);
        if (html.Text is null) return new(null, html.Problem);
        var (subject, body) = Split(text.Text);
        return subject.Length == 0
            ? new(null, new Problem(path + ".txt", 1, 1, $"the first line is the mail's subject and begins with '{SubjectLine}'"))
            : new(new(subject, html.Text, body), null);
    }

    private static (string Subject, string Body) Split(string text)
    {
        var lines = text.TrimStart('\n', '\r', ' ');
        var end = lines.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !lines.StartsWith(SubjectLine, StringComparison.Ordinal)) return ("", text);
        return (OneLine(lines[SubjectLine.Length..end]), lines[(end + 1)..].TrimStart('\n', '\r'));
    }

    /// <summary>A header is one line whatever people called their pieces (RFC 5322, 2.2).</summary>
    private static string OneLine(string subject)
    {
        var line = string.Join(' ', new string([.. subject.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestSubject) return line;
        var cut = line.LastIndexOf(' ', LongestSubject - 1);
        return line[..(cut > LongestSubject / 2 ? cut : LongestSubject - 1 - (char.IsHighSurrogate(line[LongestSubject - 2]) ? 1 : 0))].TrimEnd(',', ' ') + "…";
    }
}

/// <summary>A mail, or why there is none; exactly one of them.</summary>
public sealed record MailRendering(Mail? Mail, Problem? Problem);
