using System.Collections.Frozen;

namespace ContentPlanner.Core.Locales;

public sealed partial record Locale
{
    private static ValueList<string> Names(string names) => names.Split(' ').ToValueList();

    private static readonly Locale British = new()
    {
        Tag = "en-GB",
        Months = Names("January February March April May June July August September October November December"),
        ShortMonths = Names("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        Days = Names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        ShortDays = Names("Mon Tue Wed Thu Fri Sat Sun"),
        LongPattern = "d MMMM yyyy",
        ShortPattern = "dd/MM/yyyy",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d MMMM",
        WeekdayPattern = "dddd d MMMM",
    };

    private static readonly Locale American = British with
    {
        Tag = "en-US",
        ShortMonths = Names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        LongPattern = "MMMM d, yyyy",
        ShortPattern = "M/d/yyyy",
        MediumPattern = "MMM d, yyyy",
        DayMonthPattern = "MMMM d",
        WeekdayPattern = "dddd, MMMM d",
        TimePattern = "h:mm t",
        Am = "AM",
        Pm = "PM",
    };

    private static readonly Locale German = new()
    {
        Tag = "de-DE",
        Months = Names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        ShortMonths = Names("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
        Days = Names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        ShortDays = Names("Mo. Di. Mi. Do. Fr. Sa. So."),
        LongPattern = "d. MMMM yyyy",
        ShortPattern = "dd.MM.yyyy",
        MediumPattern = "d. MMM yyyy",
        DayMonthPattern = "d. MMMM",
        WeekdayPattern = "dddd, d. MMMM",
        DecimalPoint = ",",
        Thousands = ".",
        QuoteStart = "„",
        QuoteEnd = "“",
    };

    private static readonly Locale French = new()
    {
        Tag = "fr-FR",
        Months = Names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ShortMonths = Names("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        Days = Names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        ShortDays = Names("lun. mar. mer. jeu. ven. sam. dim."),
        LongPattern = "d MMMM yyyy",
        ShortPattern = "dd/MM/yyyy",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d MMMM",
        WeekdayPattern = "dddd d MMMM",
        First = "1er",
        DecimalPoint = ",",
        Thousands = "\u202F",
        QuoteStart = "«\u00A0",
        QuoteEnd = "\u00A0»",
    };

    private static readonly Locale Spanish = new()
    {
        Tag = "es-ES",
        Months = Names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        ShortMonths = Names("ene feb mar abr may jun jul ago sept oct nov dic"),
        Days = Names("lunes martes miércoles jueves viernes sábado domingo"),
        ShortDays = Names("lun mar mié jue vie sáb dom"),
        LongPattern = "d 'de' MMMM 'de' yyyy",
        ShortPattern = "d/M/yyyy",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d 'de' MMMM",
        WeekdayPattern = "dddd, d 'de' MMMM",
        MonthPattern = "MMMM 'de' yyyy",
        TimePattern = "H:mm",
        DecimalPoint = ",",
        Thousands = ".",
        ThousandsFrom = 5,
        QuoteStart = "«",
        QuoteEnd = "»",
    };

    private static readonly Locale Italian = new()
    {
        Tag = "it-IT",
        Months = Names("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        ShortMonths = Names("gen feb mar apr mag giu lug ago set ott nov dic"),
        Days = Names("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        ShortDays = Names("lun mar mer gio ven sab dom"),
        LongPattern = "d MMMM yyyy",
        ShortPattern = "dd/MM/yyyy",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d MMMM",
        WeekdayPattern = "dddd d MMMM",
        DecimalPoint = ",",
        Thousands = ".",
        ThousandsFrom = 5,
        QuoteStart = "«",
        QuoteEnd = "»",
    };

    private static readonly Locale Dutch = new()
    {
        Tag = "nl-NL",
        Months = Names("januari februari maart april mei juni juli augustus september oktober november december"),
        ShortMonths = Names("jan feb mrt apr mei jun jul aug sep okt nov dec"),
        Days = Names("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        ShortDays = Names("ma di wo do vr za zo"),
        LongPattern = "d MMMM yyyy",
        ShortPattern = "dd-MM-yyyy",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d MMMM",
        WeekdayPattern = "dddd d MMMM",
        DecimalPoint = ",",
        Thousands = ".",
        QuoteStart = "‘",
        QuoteEnd = "’",
    };

    private static readonly Locale Brazilian = new()
    {
        Tag = "pt-BR",
        Months = Names("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        ShortMonths = Names("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
        Days = Names("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
        ShortDays = Names("seg. ter. qua. qui. sex. sáb. dom."),
        LongPattern = "d 'de' MMMM 'de' yyyy",
        ShortPattern = "dd/MM/yyyy",
        MediumPattern = "d 'de' MMM 'de' yyyy",
        DayMonthPattern = "d 'de' MMMM",
        WeekdayPattern = "dddd, d 'de' MMMM",
        MonthPattern = "MMMM 'de' yyyy",
        First = "1º",
        DecimalPoint = ",",
        Thousands = ".",
    };

    private static readonly Locale Swedish = new()
    {
        Tag = "sv-SE",
        Months = Names("januari februari mars april maj juni juli augusti september oktober november december"),
        ShortMonths = Names("jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec."),
        Days = Names("måndag tisdag onsdag torsdag fredag lördag söndag"),
        ShortDays = Names("mån tis ons tors fre lör sön"),
        LongPattern = "d MMMM yyyy",
        ShortPattern = "yyyy-MM-dd",
        MediumPattern = "d MMM yyyy",
        DayMonthPattern = "d MMMM",
        WeekdayPattern = "dddd d MMMM",
        DecimalPoint = ",",
        Thousands = "\u00A0",
        QuoteStart = "”",
    };

    private static readonly Locale Danish = new()
    {
        Tag = "da-DK",
        Months = Names("januar februar marts april maj juni juli august september oktober november december"),
        ShortMonths = Names("jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec."),
        Days = Names("mandag tirsdag onsdag torsdag fredag lørdag søndag"),
        ShortDays = Names("man. tirs. ons. tors. fre. lør. søn."),
        LongPattern = "d. MMMM yyyy",
        ShortPattern = "dd.MM.yyyy",
        MediumPattern = "d. MMM yyyy",
        DayMonthPattern = "d. MMMM",
        WeekdayPattern = "dddd d. MMMM",
        TimePattern = "HH.mm",
        DecimalPoint = ",",
        Thousands = ".",
    };

    private static readonly Locale[] Table =
    [
        British,
        American,
        British with { Tag = "en-IE" },
        British with { Tag = "en-AU", TimePattern = "h:mm t" },
        British with { Tag = "en-NZ", TimePattern = "h:mm t", ShortPattern = "d/MM/yyyy", WeekdayPattern = "dddd, d MMMM" },
        British with { Tag = "en-IN", TimePattern = "h:mm t", WeekdayPattern = "dddd, d MMMM", Lakhs = true },
        American with { Tag = "en-CA", ShortPattern = "yyyy-MM-dd", Am = "a.m.", Pm = "p.m." },
        German, French, Spanish, Italian, Dutch, Brazilian, Swedish, Danish,
    ];

    /// <summary>Of every locale in the table: <c>en-GB</c>.</summary>
    public static IReadOnlyList<string> Tags { get; } = [.. Table.Select(l => l.Tag)];

    private static readonly FrozenDictionary<string, Locale> All = Table.ToFrozenDictionary(l => l.Tag, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Locale> ByLanguage =
        Table.GroupBy(l => l.Language).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
}
