using ContentPlanner.Core;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// Finds every name in a template, and in what it includes, that nothing has: rendering stops at the first. Looks at what
/// is written and not at what happens, so a name that the template itself gives anywhere counts as known everywhere, and
/// of what a function returns nothing is known. What is reported is wrong in every rendering that comes by.
/// </summary>
/// <param name="model">What the template is handed.</param>
/// <param name="partials">What it may include, by name.</param>
/// <param name="isWhole">False for a part that others include, and may give names to.</param>
internal sealed class NameCheck(KnownValue model, IReadOnlyDictionary<string, TemplateText> partials, bool isWhole = true)
{
    private const string IncludeFunction = "include", ListSize = "size";

    /// <summary>Words of the language that look like variables.</summary>
    private static readonly string[] Language = ["for", "while", "tablerow", "empty", "blank"];

    private static readonly ScriptObject Builtins = SandboxContext.HarmlessFunctions();

    private readonly HashSet<TemplateText> _templates = [];

    /// <summary>Names the template gives a value, whatever that is.</summary>
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Names that only loops give a value.</summary>
    private readonly HashSet<string> _looped = new(StringComparer.Ordinal);

    private readonly List<Problem> _problems = [];

    private readonly List<Problem> _doubts = [];

    /// <summary>Something could not be read to its end, or is not here: names it gives may be missing.</summary>
    private bool _isPartly = !isWhole;

    private TemplateText? _root, _current;

    private bool _isInFunction;

    /// <summary>The template and everything it includes.</summary>
    public IReadOnlyCollection<TemplateText> Templates => _templates;

    /// <summary>
    /// Unknown names in functions that an included file offers: a mistake only where nobody who includes it knows them,
    /// for who does not may never call the function.
    /// </summary>
    public IReadOnlyList<Problem> Doubts => _doubts;

    /// <summary>Every unknown name, in the file where it stands.</summary>
    public IReadOnlyList<Problem> Run(TemplateText template)
    {
        _root = template;
        Gather(template);
        foreach (var part in _templates)
        {
            _current = part;
            Look(part.Page, Scope.Outermost);
        }
        return _problems;
    }

    private void Gather(TemplateText template)
    {
        if (!_templates.Add(template)) return;
        _isPartly |= !template.IsSound;
        Gather(template.Page);
    }

    private void Gather(ScriptNode? node)
    {
        switch (node)
        {
            case null:
                return;
            case ScriptAssignExpression { Target: ScriptVariable name }:
                _given.Add(name.Name);
                break;
            case ScriptCaptureStatement { Target: ScriptVariable name }:
                _given.Add(name.Name);
                break;
            case ScriptFunction { NameOrDoToken: ScriptVariable name }:
                _given.Add(name.Name);
                break;
            case ScriptForStatement { Variable: ScriptVariable name }:
                _looped.Add(name.Name);
                break;
            case ScriptFunctionCall { Target: ScriptVariable { Name: IncludeFunction }, Arguments: [ScriptLiteral { Value: string included }, ..] }:
                if (partials.TryGetValue(included, out var partial)) Gather(partial);
                return;
            case ScriptVariable { Name: IncludeFunction }:
                // Its name is worked out while rendering: it could be any.
                foreach (var any in partials.Values) Gather(any);
                return;
        }
        for (var i = 0; i < node.ChildrenCount; i++) Gather(node.GetChildren(i));
    }

    private void Look(ScriptNode? node, Scope scope)
    {
        switch (node)
        {
            case null:
                return;
            case ScriptVariable name:
                if (name.Scope == ScriptVariableScope.Global && !IsKnown(name.Name, scope)) Unknown(name.Span, name.Name, AllNames(scope));
                return;
            case ScriptMemberExpression member:
                Look(member.Target, scope);
                if (member.Member is { } wanted) Member(ValueOf(member.Target, scope), wanted);
                return;
            case ScriptAssignExpression { Target: ScriptVariable } assignment:
                Look(assignment.Value, scope);
                return;
            case ScriptAssignExpression { Target: ScriptMemberExpression target } assignment:
                Look(assignment.Value, scope);
                Look(target.Target, scope);
                return;
            case ScriptCaptureStatement capture:
                Look(capture.Body, scope);
                return;
            case ScriptForStatement loop:
                Look(loop.Iterator, scope);
                foreach (var argument in loop.NamedArguments ?? []) Look(argument, scope);
                Look(loop.Body, loop.Variable is ScriptVariable variable ? scope.With(variable.Name, ValueOf(loop.Iterator, scope)?.Items) : scope);
                Look(loop.Else, scope);
                return;
            case ScriptFunction function:
                var inside = scope;
                foreach (var parameter in function.Parameters ?? []) if (parameter.Name is { } name) inside = inside.With(name.Name, null);
                var wasInFunction = _isInFunction;
                _isInFunction = true;
                Look(function.Body, inside);
                _isInFunction = wasInFunction;
                return;
            case ScriptNamedArgument argument:
                Look(argument.Value, scope);
                return;
            case ScriptObjectMember member:
                Look(member.Value, scope);
                return;
            case ScriptWithStatement within:
                Look(within.Name, scope);
                Look(within.Body, scope.Within(ValueOf(within.Name, scope)));
                return;
            case ScriptFunctionCall { Target: ScriptVariable { Name: IncludeFunction }, Arguments: [ScriptLiteral { Value: string included }, ..] } call when partials.Count > 0:
                if (!partials.ContainsKey(included)) Tell(call.Span, $"there is no template '{included}' to include", included, partials.Keys);
                return;
        }
        for (var i = 0; i < node.ChildrenCount; i++) Look(node.GetChildren(i), scope);
    }

    private bool IsKnown(string name, Scope scope) =>
        scope.IsAnything || scope.Knows(name) || _given.Contains(name) || _looped.Contains(name) || Builtins.ContainsKey(name)
        || Language.Contains(name) || (name == IncludeFunction && partials.Count > 0) || model.Members!.ContainsKey(name);

    private IEnumerable<string> AllNames(Scope scope) =>
        model.Members!.Keys.Concat(_given).Concat(scope.Names).Concat(Builtins.Keys).Append(IncludeFunction).Distinct(StringComparer.Ordinal);

    private void Member(KnownValue? value, ScriptVariable wanted)
    {
        if (value?.Members is { } members)
        {
            if (!members.ContainsKey(wanted.Name)) Unknown(wanted.Span, wanted.Name, members.Keys);
        }
        else if (value?.Items is not null && wanted.Name != ListSize) Unknown(wanted.Span, wanted.Name, [ListSize]);
    }

    /// <summary>What is known of an expression's value; null for nothing.</summary>
    private KnownValue? ValueOf(ScriptNode? expression, Scope scope)
    {
        switch (expression)
        {
            case ScriptVariable { Scope: ScriptVariableScope.Global, Name: var name }:
                if (scope.IsAnything || _given.Contains(name)) return null;
                if (scope.Knows(name)) return scope.ValueOf(name);
                if (_looped.Contains(name)) return null;
                if (model.Members!.GetValueOrDefault(name) is { } known) return known;
                return Builtins.TryGetValue(name, out var functions) && functions is ScriptObject ? Group((ScriptObject)functions) : null;
            case ScriptMemberExpression { Member: { } member } inner:
                return ValueOf(inner.Target, scope)?.Members?.GetValueOrDefault(member.Name);
            case ScriptIndexerExpression { Index: ScriptLiteral { Value: not string } } indexed:
                return ValueOf(indexed.Target, scope)?.Items;
            case ScriptNestedExpression nested:
                return ValueOf(nested.Expression, scope);
            default:
                return null;
        }
    }

    /// <summary>A group of functions such as <c>array</c>, as a value whose members they are.</summary>
    private static KnownValue Group(ScriptObject functions)
    {
        var group = new KnownValue();
        group.Learn(functions.Keys.ToDictionary(name => name, _ => (object?)null, StringComparer.Ordinal));
        return group;
    }

    private void Unknown(SourceSpan at, string name, IEnumerable<string> known) => Tell(at, $"'{name}' is not known here", name, known);

    /// <summary>While not all names are known, only those are told that look like slips.</summary>
    private void Tell(SourceSpan at, string message, string name, IEnumerable<string> known)
    {
        var nearest = Yaml.Nearest.To(name, known);
        if (nearest is not null || !_isPartly) (_isInFunction && _current != _root ? _doubts : _problems).Add(_current!.ProblemAt(at, nearest is null ? message : $"{message}; did you mean '{nearest}'?"));
    }

    /// <summary>Names that are known in a part of the template only: what loops go through, what functions are handed.</summary>
    private sealed class Scope
    {
        public static readonly Scope Outermost = new();

        private readonly Dictionary<string, KnownValue?> _names = new(StringComparer.Ordinal);

        /// <summary>Inside a <c>with</c> whose value is not known.</summary>
        public bool IsAnything { get; private init; }

        public IEnumerable<string> Names => _names.Keys;

        public bool Knows(string name) => _names.ContainsKey(name);

        public KnownValue? ValueOf(string name) => _names.GetValueOrDefault(name);

        public Scope With(string name, KnownValue? value)
        {
            var inner = new Scope { IsAnything = IsAnything };
            foreach (var (outer, known) in _names) inner._names[outer] = known;
            inner._names[name] = value;
            return inner;
        }

        public Scope Within(KnownValue? value)
        {
            if (value?.Members is not { } members) return new() { IsAnything = true };
            var inner = this;
            foreach (var (name, member) in members) inner = inner.With(name, member);
            return inner;
        }
    }
}
