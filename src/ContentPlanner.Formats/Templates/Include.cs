using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace ContentPlanner.Formats.Templates;

/// <summary><c>{{ include 'layout' }}</c>: another template of the same folder, already read; nothing else can be named.</summary>
internal sealed class Include(IReadOnlyDictionary<string, TemplateText> partials, bool isHtml) : IScriptCustomFunction
{
    public object Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        var name = context.ObjectToString(arguments[0]) ?? "";
        if (!partials.TryGetValue(name, out var partial)) throw new ScriptRuntimeException(callerContext?.Span ?? context.CurrentSpan, $"there is no template '{name}' to include{Suggestion(name)}");
        var text = partial.RenderInside(context, callerContext!);
        return isHtml ? new SafeHtml(text) : text;
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        ValueTask.FromResult<object?>(Invoke(context, callerContext, arguments, blockStatement));

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(string), "name");

    private string Suggestion(string name) => Yaml.Nearest.To(name, partials.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
