using System.Collections.Frozen;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// What extraction knows about single languages. It works without: these words only move a sentence up or down among
/// its equals, say where one may break and tell a greeting; no other is ever left out because of them.
/// </summary>
internal sealed record Hints
{
    /// <summary>A sentence that begins so leans on the one before it and reads badly alone.</summary>
    public FrozenSet<string> Leaning { get; private init; } = [];

    /// <summary>A sentence that ends so leaves out what only its neighbour says: "two had."</summary>
    public FrozenSet<string> Elliptic { get; private init; } = [];

    /// <summary>Words of a story being told: a past tense, or somebody named before. Quotable lines have few of them.</summary>
    public FrozenSet<string> Narrating { get; private init; } = [];

    /// <summary>A sentence that begins so speaks of everybody's case ("A draft that nobody waits for …").</summary>
    public FrozenSet<string> General { get; private init; } = [];

    /// <summary>A sentence with one of these speaks about the piece itself ("below", "this post").</summary>
    public string[] AboutItself { get; private init; } = [];

    /// <summary>A sentence with one of these points at something that was said before it.</summary>
    public FrozenSet<string> Pointing { get; private init; } = [];

    /// <summary>
    /// Before a figure, or at the beginning of a sentence, these speak of something known already ("the 244 hours"). Only where
    /// the language does not set them before every general noun as well.
    /// </summary>
    public FrozenSet<string> Definite { get; private init; } = [];

    /// <summary>What people are asked to do at the end of a piece.</summary>
    public string[] Calls { get; private init; } = [];

    /// <summary>Behind a comma, these add a second thought to one that is whole.</summary>
    public FrozenSet<string> Adding { get; private init; } = [];

    /// <summary>A sentence that begins so is not whole before its first comma.</summary>
    public FrozenSet<string> Depending { get; private init; } = [];

    /// <summary>How people greet a room or a reader.</summary>
    public string[] Greetings { get; private init; } = [];

    /// <summary>Headings under which a piece closes rather than makes a point.</summary>
    public FrozenSet<string> Closings { get; private init; } = [];

    public static Hints For(string language) => language switch
    {
        "en" => English,
        "de" => German,
        "fr" => French,
        "es" => Spanish,
        _ => Unknown,
    };

    private static readonly Hints Unknown = new();

    private static readonly Hints English = new()
    {
        Leaning = Set("this that these those it its they them their he him his she her hers but and or so yet nor also however " +
            "therefore thus hence then there here which who whose both neither either such another others otherwise instead " +
            "besides moreover furthermore meanwhile nevertheless still again consequently finally first second third next " +
            "because although though while whereas ours theirs mine same similarly likewise"),
        Elliptic = Set("had did do does can could will would was were is are not too either so one this that these those"),
        Narrating = Set("was were had did went came said asked told would could he she they them him her his their it its these those therefore thus hence last ago yesterday"),
        General = Set("a an every each no nobody nothing most people anyone everyone whoever whatever"),
        AboutItself = ["this post", "this article", "this letter", "this episode", "this video", "this chapter", "this workshop", "this guide", "this page",
            "below", "above", "click", "read on", "in a moment", "earlier", "as mentioned", "so far"],
        Pointing = Set("this these those"),
        Definite = Set("the"),
        Calls = ["join", "book a", "book your", "sign up", "subscribe", "register", "download", "reply", "get in touch", "grab", "reserve", "apply",
            "enrol", "enroll", "schedule", "order", "pre-order", "preorder", "buy", "save your", "put your name", "write to me", "tell me",
            "let me know", "share", "try", "listen", "watch", "start your", "get your", "request", "ask for", "come and", "find out"],
        Adding = Set("and but so or nor yet because until unless though although"),
        Depending = Set("if when once although though because while since until unless as before after whenever wherever whether"),
        Greetings = ["good morning", "good afternoon", "good evening", "hello", "hi", "hey", "welcome", "dear"],
        Closings = Set("conclusion|conclusions|summary|in summary|final thoughts|closing|closing thoughts|wrapping up|wrap-up|about the author|about me|" +
            "references|further reading|resources|related|links|notes|credits|footnotes|what's next|what’s next|next steps|questions and answers|faq|faqs|" +
            "agenda|chapters|contents|transcript|show notes|in this episode", '|'),
    };

    private static readonly Hints German = new()
    {
        Leaning = Set("dies diese dieser dieses das er sie es aber und oder doch denn also deshalb daher dann dort hier dabei dadurch damit dazu außerdem jedoch trotzdem beide solche"),
        General = Set("ein eine jeder jede jedes kein keine niemand nichts wer was"),
        AboutItself = ["dieser beitrag", "diesem beitrag", "dieser artikel", "diesem artikel", "unten", "oben", "klicken"],
        Calls = ["melde dich", "melden sie sich", "buche", "buchen sie", "abonniere", "abonnieren sie", "antworte", "antworten sie", "schreib mir", "schreiben sie mir", "lade", "bestelle", "trag dich"],
        Adding = Set("aber sondern denn weil und oder doch bis"),
        Depending = Set("wenn falls sobald obwohl weil während seit bis als bevor nachdem ob da"),
        Greetings = ["guten morgen", "guten tag", "guten abend", "hallo", "liebe", "lieber", "herzlich willkommen", "willkommen"],
        Closings = Set("fazit|zusammenfassung|schluss|über die autorin|über den autor|quellen|links", '|'),
    };

    private static readonly Hints French = new()
    {
        Leaning = Set("ce cet cette ces cela ça il elle ils elles mais et ou donc or ni car alors puis ensuite ici là ainsi cependant pourtant enfin aussi"),
        General = Set("un une chaque aucun aucune personne rien quiconque"),
        AboutItself = ["cet article", "ci-dessous", "ci-dessus", "cliquez"],
        Calls = ["inscrivez-vous", "inscris-toi", "réservez", "réserve", "abonnez-vous", "abonne-toi", "répondez", "réponds", "écrivez-moi", "écris-moi", "téléchargez", "télécharge", "rejoignez"],
        Adding = Set("mais et ou car donc ni"),
        Depending = Set("si quand lorsque bien comme puisque avant après dès"),
        Greetings = ["bonjour", "bonsoir", "salut", "bienvenue"],
        Closings = Set("conclusion|résumé|pour finir|ressources|liens|à propos de l’auteur", '|'),
    };

    private static readonly Hints Spanish = new()
    {
        Leaning = Set("esto esta este estos estas eso esa ese él ella ellos ellas pero y o así entonces luego aquí allí además sin también finalmente"),
        General = Set("un una cada ningún ninguna nadie nada quien quienes"),
        AboutItself = ["este artículo", "esta entrada", "abajo", "arriba", "haz clic"],
        Calls = ["únete", "únase", "reserva", "reserve", "suscríbete", "suscríbase", "responde", "escríbeme", "descarga", "descargue", "apúntate"],
        Adding = Set("pero y o porque ni sino"),
        Depending = Set("si cuando aunque como porque mientras antes después"),
        Greetings = ["buenos días", "buenas tardes", "buenas noches", "hola", "bienvenidos", "bienvenidas"],
        Closings = Set("conclusión|resumen|para terminar|recursos|enlaces|sobre el autor|sobre la autora", '|'),
    };

    private static FrozenSet<string> Set(string words, char separator = ' ') =>
        words.Split(separator).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
