using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// Writes blocks while a reader walks through markup: the reader says where headings, lists and quotations begin and end,
/// the writer knows which kind of block the words in between belong to. Nesting costs nothing and may be as deep as it likes.
/// </summary>
internal sealed class BlockWriter
{
    private const int DeepestList = 16;

    private readonly List<Block> _blocks = [];
    private readonly List<OpenList> _lists = [];
    private readonly List<OpenMark> _marks = [];
    private int _listsBelow;
    private int _listCount;
    private int _heading;
    private int _quotes;
    private bool _quoteContinues;

    private sealed record OpenList(int Number, bool Ordered)
    {
        public bool InItem { get; set; }
        public bool ItemContinues { get; set; }
    }

    private record struct OpenMark(TextMarkKind Kind, string Name, int Start, string? Url);

    public InlineText Text { get; } = new();

    public int Count => _blocks.Count;

    public void BeginHeading(int level)
    {
        Flush();
        _heading = level;
    }

    public void EndHeading()
    {
        Flush();
        _heading = 0;
    }

    public void BeginQuotation()
    {
        Flush();
        if (_quotes++ == 0)
            _quoteContinues = false;
    }

    public void EndQuotation()
    {
        Flush();
        _quotes = Math.Max(0, _quotes - 1);
    }

    public void BeginList(bool ordered)
    {
        Flush();
        if (_lists.Count < DeepestList)
            _lists.Add(new OpenList(++_listCount, ordered));
        else
            _listsBelow++;
    }

    public void EndList()
    {
        Flush();
        if (_listsBelow > 0)
            _listsBelow--;
        else if (_lists.Count > 0)
            _lists.RemoveAt(_lists.Count - 1);
    }

    public void BeginItem()
    {
        if (_lists.Count == 0)
            BeginList(ordered: false);
        Flush();
        _lists[^1].InItem = true;
        _lists[^1].ItemContinues = false;
    }

    public void EndItem()
    {
        Flush();
        if (_lists.Count > 0 && _listsBelow == 0)
            _lists[^1].InItem = false;
    }

    public void BeginMark(TextMarkKind kind, string name, string? url = null)
    {
        if (_marks.Count < DeepestList)
            _marks.Add(new OpenMark(kind, name, Text.Length, url));
    }

    public void EndMark(string name)
    {
        var open = _marks.FindLastIndex(m => m.Name == name);
        if (open < 0)
            return;
        Text.Mark(_marks[open].Kind, _marks[open].Start, _marks[open].Url);
        _marks.RemoveAt(open);
    }

    /// <summary>A line break; a second one in a row ends the paragraph, as people who write HTML by hand mean it.</summary>
    public void Break()
    {
        if (Text.EndsInBreak)
            Flush();
        else if (Text.Length > 0)
            Text.Break();
    }

    /// <summary>Ends the block that is being written, if it has any words.</summary>
    public void Flush()
    {
        foreach (var mark in _marks)
            Text.Mark(mark.Kind, mark.Start, mark.Url);
        for (var i = 0; i < _marks.Count; i++)
            _marks[i] = _marks[i] with { Start = 0 };
        var (text, marks) = Text.Take();
        if (text.Length == 0)
            return;

        if (_lists.Count > 0 && _lists[^1] is { InItem: true } list)
        {
            _blocks.Add(new Block(BlockKind.Item, text)
            {
                Level = _lists.Count,
                List = list.Number,
                Ordered = list.Ordered,
                Continues = list.ItemContinues,
                Marks = marks,
            });
            list.ItemContinues = true;
        }
        else if (_quotes > 0)
        {
            _blocks.Add(new Block(BlockKind.Quotation, text) { Continues = _quoteContinues, Marks = marks });
            _quoteContinues = true;
        }
        else
            _blocks.Add(new Block(_heading > 0 ? BlockKind.Heading : BlockKind.Paragraph, text) { Level = Math.Max(1, _heading), Marks = marks });
    }

    /// <summary>Takes back the blocks written since there were <paramref name="count"/>.</summary>
    public void TakeBack(int count)
    {
        Flush();
        _blocks.RemoveRange(count, _blocks.Count - count);
    }

    /// <summary>Where the writer stands; <see cref="Return"/> leaves everything that was opened since.</summary>
    public (int Lists, int ListsBelow, int Quotes) Depth => (_lists.Count, _listsBelow, _quotes);

    public void Return((int Lists, int ListsBelow, int Quotes) depth)
    {
        Flush();
        _marks.Clear();
        _heading = 0;
        if (_lists.Count > depth.Lists)
            _lists.RemoveRange(depth.Lists, _lists.Count - depth.Lists);
        _listsBelow = Math.Min(_listsBelow, depth.ListsBelow);
        _quotes = Math.Min(_quotes, depth.Quotes);
    }

    public IReadOnlyList<Block> Finish()
    {
        Flush();
        return _blocks;
    }
}
