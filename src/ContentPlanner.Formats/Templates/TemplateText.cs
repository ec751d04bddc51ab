using System.Text.RegularExpressions;
using ContentPlanner.Core;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// A Scriban template, parsed once and rendered often. Templates are untrusted: they see plain read-only values, unknown
/// names are mistakes, and <see cref="TemplateLimits"/> bound what they may ask for. A name that ends in <c>.html</c> has
/// every value escaped. Safe to render from several threads at once.
/// </summary>
public sealed partial class TemplateText
{
    private static readonly ParserOptions Cautious = new() { ExpressionDepthLimit = TemplateLimits.ExpressionDepth };

    private readonly Template _template;

    private TemplateText(string file, Template template) => (File, _template) = (file, template);

    /// <summary>False for what could not be read to its end and is only looked at, never rendered.</summary>
    internal bool IsSound => !_template.HasErrors;

    internal ScriptPage? Page => _template.Page;

    /// <summary>As its author knows it; problems name it.</summary>
    public string File { get; }

    public bool IsHtml => File.EndsWith(".html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text between the template's tags, piece by piece: what it says whatever the values are.</summary>
    public IEnumerable<string> Literals => LiteralsIn(_template.Page);

    /// <summary>The template, or every mistake that keeps it from being one.</summary>
    public static FileReading<TemplateText> Read(string file, string text)
    {
        var (template, problems) = ReadAsFarAsItGoes(file, text);
        return new(template is { IsSound: true } ? template : null, problems);
    }

    /// <summary>The template with its mistakes, even where they keep it from being used; null when it is too long to be looked at.</summary>
    internal static (TemplateText? Template, ValueList<Problem> Problems) ReadAsFarAsItGoes(string file, string text)
    {
        if (text.Length > TemplateLimits.TemplateCharacters)
            return (null, [new Problem(file, 0, 0, FormattableString.Invariant($"is longer than {TemplateLimits.TemplateCharacters / 1024} KB; no template needs that"))]);
        var template = Template.Parse(text, file, Cautious);
        return (new(file, template), template.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => ProblemAt(file, m.Span, Plainly(m.Message))).ToValueList());
    }

    /// <summary>The commonest mistake, in the words of whoever writes templates.</summary>
    private static string Plainly(string message) =>
        NoEnd().Match(message) is { Success: true } open ? $"'{open.Groups[1].Value}' has no end: write {{{{ end }}}} below what belongs to it" : message;

    [GeneratedRegex("^Error while parsing (\\w+) statement: The <end> statement was not found", RegexOptions.CultureInvariant)]
    private static partial Regex NoEnd();

    /// <summary>The rendered text, or the mistake that stopped it.</summary>
    /// <param name="values">
    /// Text, numbers, yes or no, days (LocalDate), times (LocalTime), <see cref="SafeHtml"/>, lists and further mappings of these; delegates over such values are
    /// functions. Anything else is refused: no object of ours is ever in a template's reach.
    /// </param>
    /// <param name="partials">Templates it may <c>include</c>, by name.</param>
    public Rendering Render(IReadOnlyDictionary<string, object?> values, IReadOnlyDictionary<string, TemplateText>? partials = null, TemplateLimits? limits = null)
    {
        limits ??= TemplateLimits.Usual;
        using var patience = new CancellationTokenSource(limits.HowLong);
        var context = new SandboxContext(IsHtml, partials, limits, patience.Token);
        context.PushGlobal(PlainValues.Of(values));
        context.PushGlobal(new ScriptObject());
        try
        {
            var text = _template.Render(context);
            return IsHtml && PageCheck.Objection(text) is { } objection ? new(null, new Problem(File, 0, 0, objection)) : new(text, null);
        }
        catch (ScriptAbortException e)
        {
            return new(null, ProblemAt(File, e.Span, FormattableString.Invariant($"{TemplateLimits.TooLong} {limits.HowLong.TotalSeconds:0.#} seconds and was stopped")));
        }
        catch (ScriptRuntimeException e)
        {
            return new(null, ProblemAt(File, e.Span, e.OriginalMessage));
        }
    }

    /// <summary>Renders inside another template: same values, same limits, an output of its own.</summary>
    internal string RenderInside(TemplateContext context, ScriptNode caller)
    {
        context.EnterRecursive(caller);
        context.PushOutput();
        try
        {
            context.Evaluate(_template.Page!);
            return context.Output.ToString()!;
        }
        finally
        {
            context.PopOutput();
            context.ExitRecursive(caller);
        }
    }

    private static IEnumerable<string> LiteralsIn(ScriptNode? node)
    {
        if (node is ScriptRawStatement raw) yield return raw.Text.ToString();
        for (var i = 0; i < (node?.ChildrenCount ?? 0); i++)
            foreach (var literal in LiteralsIn(node!.GetChildren(i)))
                yield return literal;
    }

    internal Problem ProblemAt(SourceSpan span, string message) => ProblemAt(File, span, message);

    private static Problem ProblemAt(string file, SourceSpan span, string message) =>
        new(string.IsNullOrEmpty(span.FileName) ? file : span.FileName, span.Start.Line + 1, span.Start.Column + 1, message.Trim().TrimEnd('.').ReplaceLineEndings(" "));
}

/// <summary>A rendered text, or why there is none; exactly one of them.</summary>
public sealed record Rendering(string? Text, Problem? Problem);
