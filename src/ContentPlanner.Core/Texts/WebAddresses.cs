using System.Collections.Frozen;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Finds web addresses in running text as X does (twitter-text, extract.yml), because each counts as 23 there: with
/// http:// or https://, or a bare domain such as example.com/path under a domain ending that is in use. One pass.
/// </summary>
public static class WebAddresses
{
    private const int LabelAtMost = 63;

    /// <summary>The addresses of a text in order.</summary>
    public static IReadOnlyList<TextSpan> In(ReadOnlySpan<char> text)
    {
        var addresses = new List<TextSpan>();
        for (var at = 0; at < text.Length;)
        {
            var length = char.IsAsciiLetterOrDigit(text[at]) && MayFollow(text, at) ? LengthAt(text, at) : 0;
            if (length > 0)
            {
                addresses.Add(new TextSpan(at, length));
                at += length;
                continue;
            }
            // Within a run of letters nothing begins that did not begin with it.
            do at++;
            while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]) && char.IsAsciiLetterOrDigit(text[at - 1]));
        }
        return addresses;
    }

    private static bool MayFollow(ReadOnlySpan<char> text, int at) =>
        at == 0 || text[at - 1] is not ('@' or '＠' or '$' or '#' or '＃' or '.' or '-' or '_' or '/');

    private static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        var protocol = StartsWith(text, start, "https://") ? 8 : StartsWith(text, start, "http://") ? 7 : 0;
        var at = start + protocol;
        var domain = DomainLength(text[at..], protocol > 0);
        if (domain == 0)
            return 0;
        at += domain;
        // name@example.com, example.com+x: part of an address of another kind.
        if (protocol == 0 && at < text.Length && text[at] is '@' or '+' or '-' or '_')
            return 0;
        at = AfterPort(text, at);
        if (at < text.Length && text[at] == '/')
            at = AfterRun(text, at, inQuery: false);
        if (at < text.Length && text[at] == '?')
            at = AfterRun(text, at, inQuery: true);
        return at - start;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, int at, string start) =>
        text[at..].StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>Length of the longest start that is a domain; 0 if none is.</summary>
    private static int DomainLength(ReadOnlySpan<char> text, bool anyLetters)
    {
        var best = 0;
        var label = 0;
        var before = default(ReadOnlySpan<char>);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ' ';
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || c >= 0x80 && anyLetters && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsSymbol(c)))
                continue;
            var name = text[label..at];
            if (!IsLabel(name))
                break;
            // A subdomain may hold "_", a domain may not.
            if (!before.IsEmpty && !before.Contains('_') && IsEnding(name, anyLetters))
                best = at;
            before = name;
            label = at + 1;
            if (c != '.')
                break;
        }
        return best;
    }

    private static bool IsLabel(ReadOnlySpan<char> name) =>
        !name.IsEmpty && name.Length <= LabelAtMost && name[0] is not ('-' or '_') && name[^1] is not ('-' or '_');

    private static bool IsEnding(ReadOnlySpan<char> name, bool any)
    {
        if (!any)
            return DomainEndings.Contains(name);
        foreach (var c in name)
        {
            if (!char.IsLetter(c) && !(name.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && (char.IsAsciiDigit(c) || c == '-')))
                return false;
        }
        return name.Length > 1;
    }

    private static int AfterPort(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] != ':')
            return at;
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end > at + 1 ? end : at;
    }

    /// <summary>The end of a path or query: punctuation at its end belongs to the sentence, a closed bracket to the address.</summary>
    private static int AfterRun(ReadOnlySpan<char> text, int start, bool inQuery)
    {
        var end = start;
        var brackets = 0;
        for (var at = start; at < text.Length && IsOfAddress(text[at], inQuery); at++)
        {
            var c = text[at];
            if (c == '(')
                brackets++;
            if (c == ')' && --brackets < 0)
                break;
            if (char.IsLetterOrDigit(c) || c is '/' or '=' or '_' or '#' or '-' or '+' or '&' or ')')
                end = at + 1;
        }
        return end;
    }

    private static bool IsOfAddress(char c, bool inQuery) =>
        c < 0x80
            ? char.IsAsciiLetterOrDigit(c) || c is '!' or '*' or '\'' or ';' or ':' or '=' or '+' or ',' or '.' or '$' or '/' or '%' or '#' or '[' or ']' or '-' or '_' or '~' or '|' or '&' or '@' or '(' or ')' || inQuery && c == '?'
            : c == '–' || c is >= '\u00C0' and <= '\u024F' or >= '\u0400' and <= '\u04FF' && char.IsLetter(c);
}

/// <summary>
/// Ends of domain names that make a bare word an address: every country, and the general ones in common use. A network
/// that knows more of them counts such a word as 23; here it counts as its letters.
/// </summary>
internal static class DomainEndings
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = (
        "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz " +
        "de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it " +
        "je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz " +
        "na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz " +
        "tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw " +
        "com net org edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia post xxx " +
        "academy accountants actor agency app art arts associates band bar beer best bike bio blog blue boutique build builders business cafe camera camp capital care career careers cash " +
        "center chat cheap church city claims cleaning click clinic clothing cloud club coach codes coffee college community company computer condos construction consulting contact cool " +
        "country courses credit cruises dance date dating deals degree delivery democrat dental design dev digital direct directory discount dog domains earth education email energy engineer " +
        "engineering enterprises equipment estate events exchange expert exposed express fail family fan fans farm fashion film finance financial fish fit fitness flights florist flowers fm foo foundation " +
        "fun fund furniture fyi gallery game games garden gift gifts gives glass global gold golf graphics gratis green group guide guitars guru haus health help hiphop holdings holiday horse host hosting house how " +
        "immo inc industries ink institute insure international investments jetzt jewelry kaufen kim kitchen land lat law lawyer lease legal lgbt life lighting limited limo link live llc loan loans lol london love ltd " +
        "maison management map market marketing markets mba media memorial menu moda moe moi mom money mortgage movie network new news ngo ninja observer one onl online ooo page partners parts party pet " +
        "photo photography photos pics pictures pink pizza place plumbing plus poker press productions promo properties property pub quest realty recipes red rehab reise reisen rent rentals repair report republican rest restaurant " +
        "review reviews rich rip rocks rodeo run sale salon school schule science services sexy shoes shop show singles site ski soccer social software solar solutions soy space studio study style supplies supply support surf " +
        "surgery systems tattoo tax taxi team tech technology tennis theater tienda tips tires today tools top tours town toys trade training tube university uno vacations ventures vet video villas vin vip vision vodka vote " +
        "voyage wang watch webcam website wedding wiki win wine work works world wtf xyz yoga zone")
        .Split(' ').Distinct().ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> name) => All.Contains(name);
}
