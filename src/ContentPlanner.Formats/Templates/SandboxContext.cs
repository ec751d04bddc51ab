using System.Net;
using NodaTime;
using NodaTime.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// One rendering of one template: fresh each time, because a context that is used again has leaked before (reliability.md 5.1).
/// </summary>
internal sealed class SandboxContext : TemplateContext
{
    /// <summary>Longest start of a tag that is looked at to tell whether an attribute wants an address.</summary>
    private const int TagTail = 64;

    private static readonly string[] AddressAttributes = ["href", "src", "action", "formaction", "poster", "background", "cite", "data", "xlink:href"];

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Looking at memory costs more than most steps.</summary>
    private const int StepsBetweenLooks = 16;

    private readonly bool _isHtml;
    private readonly TemplateLimits _limits;
    private readonly long _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private int _steps;

    public SandboxContext(bool isHtml, IReadOnlyDictionary<string, TemplateText>? partials, TemplateLimits limits, CancellationToken patience)
        : base(HarmlessFunctions())
    {
        _isHtml = isHtml;
        _limits = limits;
        StrictVariables = true;
        AutoIndent = false;
        LoopLimit = limits.Loops;
        LoopLimitQueryable = limits.Loops;
        RecursiveLimit = limits.Recursion;
        LimitToString = limits.OutputCharacters;
        OutputLimit = limits.OutputCharacters;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
        CancellationToken = patience;
        MemberFilter = static _ => false;
        TryGetMember = UnknownMember;
        if (partials is { Count: > 0 }) BuiltinObject.SetValue("include", new Include(partials, isHtml), readOnly: true);
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        // What a capture holds was escaped when it was written.
        if (!_isHtml || textAsObject is SafeHtml or IScriptOutput) return base.Write(span, textAsObject);
        var text = ObjectToString(textAsObject) ?? "";
        if (WantsAddress() && !IsHarmlessAddress(text)) text = "#";
        return Write(WebUtility.HtmlEncode(text));
    }

    /// <summary>
    /// Loops and depth bound each other but not what piles up beside them: memory, and functions that call themselves twice.
    /// Steps are counted so that such a template stops at the same place on every machine.
    /// </summary>
    public override object? Evaluate(ScriptNode? scriptNode, bool aliasReturnedFunction)
    {
        if (++_steps > _limits.Steps) throw new ScriptRuntimeException(CurrentSpan, "does more work than a template may; look for a function that calls itself");
        if (_steps % StepsBetweenLooks == 0 && GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore > _limits.MemoryBytes)
            throw new ScriptRuntimeException(CurrentSpan, "needs more memory than a template may");
        return base.Evaluate(scriptNode, aliasReturnedFunction);
    }

    public override void Import(SourceSpan span, object objectToImport) =>
        throw new ScriptRuntimeException(span, "import is not available; write the whole name, as in piece.title");

    /// <summary>A day or time that no function formatted is written as ISO 8601 has it.</summary>
    public override string? ObjectToString(object? value, bool nested = false) => value switch
    {
        LocalDate day => LocalDatePattern.Iso.Format(day),
        LocalTime time => Minutes.Format(time),
        _ => base.ObjectToString(value, nested),
    };

    /// <summary>Everything that reads a clock, rolls dice, evaluates text or runs patterns is gone; what is left works on its arguments.</summary>
    internal static ScriptObject HarmlessFunctions()
    {
        var builtins = GetDefaultBuiltinObject();
        foreach (var gone in new[] { "include", "include_join", "date", "timespan", "regex", "html" }) builtins.Remove(gone);
        Without(builtins, "object", "eval", "eval_template", "from_json", "to_json");
        Without(builtins, "math", "random", "uuid");
        return builtins;
    }

    private static void Without(ScriptObject builtins, string group, params string[] functions)
    {
        foreach (var function in functions) ((ScriptObject)builtins[group]!).Remove(function);
    }

    private static bool UnknownMember(TemplateContext context, SourceSpan span, object target, string member, out object? value)
    {
        value = null;
        var known = target is ScriptObject mapping ? mapping.Keys : [];
        var nearest = Yaml.Nearest.To(member, known);
        throw new ScriptRuntimeException(span, $"'{member}' is not known here{(nearest is null ? "" : $"; did you mean '{nearest}'?")}");
    }

    /// <summary>Whether what is written next is the value of an attribute that holds an address: <c>&lt;a href="</c>.</summary>
    private bool WantsAddress()
    {
        var before = LastWritten().TrimEnd('"', '\'', ' ');
        if (!before.EndsWith('=')) return false;
        var name = before.TrimEnd('=', ' ');
        return AddressAttributes.Any(a => name.EndsWith(a, StringComparison.OrdinalIgnoreCase) && (name.Length == a.Length || !char.IsLetterOrDigit(name[^(a.Length + 1)])));
    }

    /// <summary>http, https, mailto, or an address within the page or site; everything with another scheme could run.</summary>
    private static bool IsHarmlessAddress(string text)
    {
        var address = new string([.. text.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))]);
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || address.AsSpan(0, colon).IndexOfAny('/', '?', '#') >= 0) return true;
        return address[..colon].ToLowerInvariant() is "http" or "https" or "mailto" or "webcal";
    }

    private string LastWritten()
    {
        if (Output is not StringBuilderOutput { Builder: var written }) return "";
        var length = Math.Min(written.Length, TagTail);
        return written.ToString(written.Length - length, length);
    }
}
