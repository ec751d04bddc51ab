using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// A piece of a page. What is put into one is escaped unless it is a piece of a page itself, so that a text people wrote can
/// never become markup: <c>Html.Of($"&lt;p&gt;{title}&lt;/p&gt;")</c>.
/// </summary>
public readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    public static Html Of(Writer page) => new(page.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    public override string ToString() => Text;

    [InterpolatedStringHandler]
    public readonly ref struct Writer(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _page = new(literalLength + formattedCount * 16);

        public void AppendLiteral(string markup) => _page.Append(markup);

        public void AppendFormatted(Html piece) => _page.Append(piece.Text);

        public void AppendFormatted(string? text) => _page.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(int number) => _page.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(Guid id) => _page.Append(id.ToString());

        public override string ToString() => _page.ToString();
    }
}
