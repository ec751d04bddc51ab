using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// A function that Scriban looks at when a template first calls it. Looking at parameters and their attributes takes
/// longer than rendering a short template, and a template calls few of the functions it is offered.
/// </summary>
internal sealed class LateFunction(Delegate function) : IScriptCustomFunction
{
    private DelegateCustomFunction? _bound;

    private DelegateCustomFunction Bound => _bound ??= new(function);

    public int RequiredParameterCount => Bound.RequiredParameterCount;

    public int ParameterCount => Bound.ParameterCount;

    public ScriptVarParamKind VarParamKind => Bound.VarParamKind;

    public Type ReturnType => Bound.ReturnType;

    public ScriptParameterInfo GetParameterInfo(int index) => Bound.GetParameterInfo(index);

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        Bound.Invoke(context, callerContext, arguments, blockStatement);

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        Bound.InvokeAsync(context, callerContext, arguments, blockStatement);
}
