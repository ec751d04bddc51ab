using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Events = YamlDotNet.Core.Events;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// Text to nodes, through YamlDotNet's low-level parser: no reflection, and every node knows its place. One document a
/// file, within <see cref="YamlLimits"/>.
/// </summary>
internal sealed class YamlText
{
    private readonly Proof _reading;
    private readonly string _text;
    private readonly LineSeparators _separators;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node?> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, int> _sizes = new(ReferenceEqualityComparer.Instance);
    private Position _last = new(1, 1);
    private int _aliases;
    private int _aliasedNodes;

    private YamlText(string text, Proof proof)
    {
        _reading = proof;
        _text = text;
        _separators = new LineSeparators(text);
        _parser = new Parser(new StringReader(_separators.Hidden));
    }

    /// <summary>The document's root; null after <paramref name="proof"/> was told why there is none.</summary>
    public static Node? Parse(string text, Proof proof)
    {
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (Encoding.UTF8.GetByteCount(text) > YamlLimits.Bytes)
        {
            proof.Wrong(default, $"the file is larger than {YamlLimits.Bytes / 1024 / 1024} MB: keep long texts in files of their own (body-file)");
            return null;
        }
        return Unprintable.Report(text, proof) ? null : new YamlText(text, proof).Document();
    }

    private Node? Document()
    {
        try
        {
            Next<StreamStart>();
            if (_parser.Current is not StreamEnd) return OnlyDocument();
            _reading.Wrong(default, "the file is empty");
        }
        catch (YamlException e)
        {
            _reading.Wrong(SyntaxAdvice.PositionOf(e, _text), SyntaxAdvice.For(e, _text));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18.1.0 throws this, without a place, for a flow list that the next line's key cuts short.
            _reading.Wrong(_last, SyntaxAdvice.Unclosed);
        }
        catch (ArgumentException)
        {
            // And this for a tag (!…) that could not even be an address.
            _reading.Wrong(_last, "a word here begins with !, as YAML's tags do: put it in quotes");
        }
        catch (BeyondLimits limit)
        {
            _reading.Wrong(limit.At, limit.Message);
        }
        return null;
    }

    private Node OnlyDocument()
    {
        Next<DocumentStart>();
        var root = Value(depth: 1);
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second) throw new BeyondLimits(PositionOf(second), "a second document starts here (---): keep one in a file");
        return root;
    }

    private Node Value(int depth)
    {
        var at = PositionOf(_parser.Current!);
        return _parser.Current switch
        {
            AnchorAlias alias => Alias(alias, at),
            Events.Scalar scalar => Remember(scalar.Anchor, ScalarOf(scalar, at)),
            SequenceStart start => Nested(start.Anchor, start.Tag, at, depth, SequenceFrom),
            MappingStart start => Nested(start.Anchor, start.Tag, at, depth, MappingFrom),
            var other => throw new BeyondLimits(at, $"this cannot be read here ({other!.GetType().Name})"),
        };
    }

    private Scalar ScalarOf(Events.Scalar scalar, Position at)
    {
        Refuse(scalar.Tag, at);
        Move();
        return new(_separators.Shown(scalar.Value), scalar.Style == ScalarStyle.Plain ? Style.Plain : Style.Quoted, at);
    }

    private Node Nested(AnchorName anchor, TagName tag, Position at, int depth, Func<Position, int, Node> read)
    {
        Refuse(tag, at);
        if (depth > YamlLimits.Depth) throw new BeyondLimits(at, $"this is nested more than {YamlLimits.Depth} levels deep");
        // Known but unfinished: an alias inside its own anchor would have no end.
        if (!anchor.IsEmpty) _anchors[anchor.Value] = null;
        Move();
        return Remember(anchor, read(at, depth));
    }

    private Sequence SequenceFrom(Position at, int depth)
    {
        var items = new List<Node>();
        while (_parser.Current is not SequenceEnd) items.Add(Value(depth + 1));
        Move();
        return new(items, at);
    }

    private Mapping MappingFrom(Position at, int depth)
    {
        var entries = new List<Entry>();
        while (_parser.Current is not MappingEnd)
        {
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is Scalar word) entries.Add(new(word, value));
            else _reading.Wrong(key.At, "a key must be a word, not a list or a mapping");
        }
        Move();
        return new(entries, at);
    }

    private Node Alias(AnchorAlias alias, Position at)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node)) throw new BeyondLimits(at, $"*{alias.Value} refers to nothing: no &{alias.Value} stands before it");
        if (node is null) throw new BeyondLimits(at, $"*{alias.Value} refers to what it is a part of, which has no end");
        if (++_aliases > YamlLimits.Aliases || (_aliasedNodes += SizeOf(node)) > YamlLimits.AliasedNodes)
            throw new BeyondLimits(at, $"aliases (*{alias.Value}) repeat too much: at most {YamlLimits.Aliases} uses that bring in {YamlLimits.AliasedNodes} values in all");
        Move();
        return node;
    }

    private Node Remember(AnchorName anchor, Node node)
    {
        if (!anchor.IsEmpty) _anchors[anchor.Value] = node;
        return node;
    }

    /// <summary>How many values a node brings in, its own aliases spread out; counted once for each list or mapping.</summary>
    private int SizeOf(Node node)
    {
        if (node is Scalar) return 1;
        if (_sizes.TryGetValue(node, out var known)) return known;
        long size = node switch
        {
            Sequence sequence => 1 + sequence.Items.Sum(i => (long)SizeOf(i)),
            Mapping mapping => 1 + mapping.Entries.Sum(e => 1L + SizeOf(e.Value)),
            _ => 1,
        };
        return _sizes[node] = (int)Math.Min(size, YamlLimits.AliasedNodes + 1);
    }

    /// <summary>The tags of YAML's own types change nothing here; any other asks for a type that a plan does not know.</summary>
    private void Refuse(TagName tag, Position at)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            _reading.Wrong(at, $"the tag {tag.Value} means nothing here: leave it out, or put the text in quotes");
    }

    private void Next<T>() where T : ParsingEvent
    {
        if (_parser.Current is null) _parser.MoveNext();
        if (_parser.Current is not T) throw new YamlException($"expected {typeof(T).Name}");
        Move();
    }

    private void Move()
    {
        if (_parser.Current is { } current) _last = PositionOf(current);
        _parser.MoveNext();
    }

    private static Position PositionOf(ParsingEvent e) => new((int)e.Start.Line, (int)e.Start.Column);

    /// <summary>What ends the reading of a file at once: going on would exhaust memory or tell nonsense.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this file only.
    private sealed class BeyondLimits(Position at, string message) : Exception(message)
    {
        public Position At { get; } = at;
    }
#pragma warning restore CA1032, CA1064
}
