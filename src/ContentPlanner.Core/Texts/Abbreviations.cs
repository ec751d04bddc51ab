using System.Collections.Frozen;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Words whose full stop does not end a sentence, of all languages in one table: a body does not say which language it
/// is in, and a wrong guess costs more than a foreign abbreviation. Only words that hardly ever end a sentence are
/// listed (so not "etc." or "Inc.").
/// </summary>
internal static class Abbreviations
{
    public const int LongestLength = 24;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = Table(
        "mr mrs ms mx dr prof rev fr st hon gen col lt capt sgt messrs vs cf eg ie viz approx dept est incl excl resp ed eds trans " +
        "hr fr herr frau ing dipl bzw ca evtl ggf inkl exkl sog vgl zzgl zz usf bspw geb gest " +
        "mme mlle mm av env cie ste " +
        "sra srta dra ud uds avda pág núm " +
        "sig dott avv ecc gent " +
        "dhr mevr mw drs ir bijv blz vgl resp " +
        "bl f.eks jf kl osv pga " +
        "dvs ang bl.a t.ex m.fl");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumbers = Table(
        "no nos nr art abs fig figs vol ch sec kap pp pg p n núm pág s z bd tel " +
        "jan feb mar apr jun jul aug sep sept oct okt nov dec dez");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Months = Table(
        "januar jänner februar märz april mai juni juli august september oktober november dezember");

    public static bool Contains(ReadOnlySpan<char> word) => Titles.Contains(word);

    public static bool IsBeforeNumber(ReadOnlySpan<char> word) => BeforeNumbers.Contains(word);

    /// <summary>"am 3. Oktober": German writes ordinals with a full stop and months with a capital.</summary>
    public static bool IsMonthAfterOrdinal(ReadOnlySpan<char> word) => Months.Contains(word);

    public static bool IsTimeOfDay(ReadOnlySpan<char> word) =>
        word.Equals("a.m", StringComparison.OrdinalIgnoreCase) || word.Equals("p.m", StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Table(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
