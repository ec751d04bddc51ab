using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Output;

/// <summary>Files of one kind, as they are made, with what there is to say about them. Written by one thread.</summary>
internal sealed class OutputPart
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Content by path, '/' between.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    public List<Problem> Problems { get; } = [];

    public List<PlanOutput.SummaryLine> Summary { get; } = [];

    public bool Has(string path) => _files.ContainsKey(path);

    public void Add(string path, byte[] content) => _files[path] = content;

    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text.TrimEnd() + "\n"));

    public void Add(string path, Rendering rendering)
    {
        if (rendering.Problem is { } problem) Problems.Add(problem);
        else Add(path, rendering.Text!);
    }

    /// <param name="name">Path without ending; a mail is two files.</param>
    public void Add(string name, MailRendering rendering)
    {
        if (rendering.Problem is { } problem) Problems.Add(problem);
        if (rendering.Mail is not { } mail) return;
        Add($"{name}.html", mail.Html);
        Add($"{name}.txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
    }
}
