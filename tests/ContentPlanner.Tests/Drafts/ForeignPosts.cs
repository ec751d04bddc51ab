using System.Globalization;
using System.Text;
using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Tests.Drafts;

/// <summary>Posts the templates were not written for: other trades, other languages, other habits of writing.</summary>
internal static class ForeignPosts
{
    public static readonly (string Name, string Title, Body Body)[] All =
    [
        ("short, no list", "A note on sharpening", Markdown(
            """
            A dull plane makes a careful carpenter look careless. I sharpen every morning before the shop opens, ten strokes on each stone, and I do not count them out loud any more.

            Apprentices ask why I bother on days when I only glue. The honest answer is that I like to begin with something I can finish.
            """)),
        ("HTML", "Why your sourdough is flat", Html(
            """
            <div class="entry"><h1>Why your sourdough is flat</h1>
            <p style="margin:0">Flat loaves come from <strong>impatience</strong> far more often than from bad flour.&nbsp;Most of us bake an hour too early.</p>
            <h2>Three signs that the dough is ready</h2>
            <ul><li><b>It wobbles.</b> Shake the bowl gently; the dough should move like set custard.</li>
            <li><b>It has bubbles at the rim.</b> Small ones, &amp; plenty of them.</li>
            <li><b>It springs back slowly.</b> A dent from a floured finger stays for two seconds.<ul><li>Cold kitchens need longer.</li></ul></li></ul>
            <blockquote>Bread is a clock you can eat.<br>— my first teacher</blockquote>
            <p>Have you ever thrown a loaf away that only needed another hour?</p>
            <p><a href="https://bakery.example/class?level=1&amp;city=Cork">Book a place in the Saturday class</a> and bring your flattest loaf.</p>
            <script>alert("not text");</script></div>
            """)),
        ("German", "Warum gute Fragen mehr bewirken als Ratschläge", Markdown(
            """
            # Warum gute Fragen mehr bewirken als Ratschläge

            Ein Ratschlag endet beim Gegenüber, eine Frage beginnt dort. Das habe ich am 3. März in einem Gespräch gelernt, das z. B. nur zwölf Minuten dauerte.

            ## Drei Fragen, die fast immer passen

            1. **Was wäre die kleinste Lösung?** Wer klein anfängt, hört seltener auf.
            2. **Wem würde es auffallen?** Ohne Empfängerin bleibt jede Änderung ein Vorsatz.
            3. **Bis wann?** Ein Datum macht aus einem Wunsch eine Verabredung.

            > „Ich wusste die Antwort schon, mir fehlte nur die Frage.“ — eine Teilnehmerin

            Welche Frage hat dir zuletzt jemand gestellt, die du nicht mehr losgeworden bist?

            Wenn du magst, [melde dich zur nächsten Runde an](https://fragen.example/runde).
            """)),
        ("only a list", "Packing list for a writing retreat", Markdown(
            """
            - A notebook you are not afraid to spoil
            - Two pens, because one of them will roll under the bed
            - Earplugs
            - The one chapter you came for
            - Shoes for the wet field behind the house
            """)),
        ("code and tables", "Measuring before you optimise", Markdown(
            """
            # Measuring before you optimise

            Guessing where a program is slow is a popular way of making the wrong thing fast. Measure first: it takes a morning, and it saves the argument.

            ```csharp
            var watch = Stopwatch.StartNew(); // the only honest witness
            Run(input[0..10]);
            ```

            | Version | Seconds | Memory |
            |---------|--------:|-------:|
            | before  |    12.4 | 310 MB |
            | after   |     3.1 |  90 MB |

            ## What the numbers said

            Our import ran 4.0 times faster after one change. The change was to stop sorting a list that `Reader.Next()` had already sorted.

            ## What we had guessed

            Four of us had voted for the database. The database was innocent. None of the four had opened a profiler since 2023.

            See [the whole table](https://code.example/table_(v2)) for the other eleven runs.
            """)),
        ("3,000 words", "Everything a village choir needs to know", Markdown(LongPost())),
        ("emoji", "🎉 Launch week survival kit 🎒", Markdown(
            """
            # 🎉 Launch week survival kit 🎒

            🚀 Launch week is loud. 👩🏽‍💻👨‍👩‍👧‍👦 Everyone wants something from you at once, and your kettle is tired. ☕☕☕

            ✅ **Sleep first.** 😴 Nobody ever regretted an early night before opening day. 🌙

            ✅ **One inbox only.** 📬 If it is not in the inbox, it does not exist this week. 🙅🏾‍♀️

            ✅ **A snack drawer.** 🍫 Low blood sugar writes bad e-mails. 💌

            💡 What is in your kit? 👇
            """)),
        ("one sentence", "On waiting", Markdown("Most of what I call patience is only good planning with a chair beside it.")),
        ("no text", "An idea without a body yet", Markdown("")),
        ("Japanese", "書くことを続けるために", Markdown(
            """
            # 書くことを続けるために

            毎日少しずつ書く人は、結局いちばん遠くまで行く。大切なのは量ではなく、机に向かう時間を決めておくことだ。

            ## 三つの約束

            1. **時間を決める。** 朝の三十分を予定表に入れる。
            2. **場所を決める。** いつもの机で、いつもの椅子に座る。
            3. **終わりを決める。** 三十分たったら、途中でもやめる。

            あなたはいつ書いていますか？
            """)),
        ("links and quotes", "Letters from a lighthouse", Markdown(
            """
            I answer **every** letter that reaches the island, *usually* within [three tides](https://lamp.example/tides). Some take longer; the post boat does not sail above force seven.

            > "You must get lonely," people write.
            >
            > "I get visitors," I write back. "They are mostly gannets."

            What would *you* ask somebody who has had eleven years to think about it?

            Write to [the keeper](https://lamp.example/write), or come and see: the ladder is <not> as steep as it looks & the tea is hot.
            """)),
        ("talk", "The garden that looks after itself", Markdown(
            """
            # The garden that looks after itself

            Good evening. A garden that needs you every day is a badly designed garden. Tonight I would like to talk you out of most of your jobs.

            ## The hose

            I used to water for an hour every evening in July. Then I broke my wrist, and for six weeks nobody watered anything. What died? Three lettuces and a fuchsia that had been trying to leave for years. Everything else had been waiting for its roots to be needed.

            How many hours did you water last summer, and what would have died without you?

            ## The fork

            We dig because our grandparents dug. They had horses, and a horse needs somewhere to walk. In 2019 I stopped digging half of my beds: 12 beds dug, 12 not. By 2022 the undug half gave 18 kilos more onions and took 30 hours less.

            ## The wheelbarrow

            Compost should be made where it will be used. Mine stands at the end of each bed, four boxes without lids, and I have not pushed a full wheelbarrow uphill since the boxes moved in. My knees sent a card.

            ## Three things to keep doing

            1. Look at everything once a day, with your hands in your pockets.
            2. Pick what is ripe.
            3. Write down what surprised you.

            ## Your first evening off

            Choose one bed that you will not touch until the first of next month. Put a stick at each corner, so that you remember which one it is. Then sit down where you can see it.

            The slides are at [potager.example/talk](https://potager.example/talk).
            """)),
        ("transcript", "Talking shop with a beekeeper", Markdown(
            "**Host:** How many hives do you keep?\r\n\r\n**Guest:** Forty-one. It was forty-two until Tuesday, when a tree came down.\r\n\r\n" +
            "**Host:** What did you do?\r\n\r\n**Guest:** I made tea… and then I rang my sister. Bees do not need you to be quick. They need you to be calm!\r\n\r\n" +
            "00:00 Hello\r\n\r\n12:30 The tree\r\n\r\n41:05 What calm looks like\r\n")),
    ];

    private static Body Markdown(string text) => new(BodyFormat.Markdown, text);

    private static Body Html(string text) => new(BodyFormat.Html, text);

    /// <summary>Thirty sections of a hundred words, no two alike, without a list.</summary>
    private static string LongPost()
    {
        string[] subjects = ["The altos", "A tenor with a cold", "Our pianist", "The church heating", "Every new member", "The oldest hymn book", "A tired conductor", "The village hall"];
        string[] deeds = ["has taught me more about patience than", "sounds better after supper than", "needs a longer warm-up than", "deserves kinder words than", "can be heard further away than", "learns faster in spring than", "keeps better time than"];
        string[] things = ["any book on breathing", "the recording we all pretend to admire", "a choir twice its size", "the bells on a wet Sunday", "a soloist with a plane to catch", "the metronome I gave away"];
        var text = new StringBuilder("# Everything a village choir needs to know\n\nA village choir is forty people who agree, once a week, to breathe at the same time. This guide is what I wish somebody had handed me with the key to the hall.\n");
        for (var section = 1; section <= 30; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Evening {section}: {subjects[section % subjects.Length].ToLowerInvariant()}\n\n");
            for (var sentence = 0; sentence < 7; sentence++)
            {
                var n = section * 7 + sentence;
                text.Append(CultureInfo.InvariantCulture, $"{subjects[n % subjects.Length]} {deeds[(n * 3 + section) % deeds.Length]} {things[(n + section) % things.Length]}, and on evening number {n} of our history {(n % 3 == 0 ? "nobody minded" : "we wrote it down")}. ");
            }
            text.Append('\n');
        }
        return text.Append("\nWhat does your choir do when the heating fails?\n").ToString();
    }
}
