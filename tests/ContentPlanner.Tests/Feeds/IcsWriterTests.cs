using System.Globalization;
using System.Text;
using ContentPlanner.Formats.Feeds;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

public class IcsWriterTests
{
    /// <summary>Letters, accents, emoji of many parts, flags, every control character, separators, halves of pairs.</summary>
    private static readonly Gen<string> Piece = Gen.Frequency(
        (4, Gen.Char['a', 'z'].Select(c => c.ToString())),
        (2, Gen.OneOf("\\", ";", ",", ":", "\"", " ", "\t", "\\n", "END:VEVENT")),
        (2, Gen.Int[0, 0x9F].Select(c => ((char)c).ToString())),
        (1, Gen.OneOf("\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\0", "\ufffe", "\uffff", "\ufeff", "\u202e", "\u2066")),
        (2, Gen.OneOf("é", "e\u0301", "ß", "–", "日本", "한글", "ไทย", "अनुच्छेद", "עברית", "العربية")),
        (3, Gen.OneOf("👩‍👩‍👧‍👦", "🧑🏽‍💻", "🏳️‍🌈", "🇮🇪", "🇮🇪🇺🇸", "👍🏿", "❤️", "1️⃣", "𝒳")),
        (1, Gen.Char.Select(c => c.ToString())));

    private static readonly Gen<string> AnyText = Piece.Array[0, 60].Select(string.Concat);

    private static byte[] Property(string name, string text) => IcsText.Write((ref IcsWriter ics) =>
    {
        ics.Begin(Encoding.UTF8.GetBytes(name));
        ics.Text(text);
        ics.End();
    });

    private static string ReadBack(string name, string text)
    {
        var line = Assert.Single(IcsText.ContentLines(Property(name, text)));
        Assert.StartsWith(name, line, StringComparison.Ordinal);
        return IcsText.Unescape(line[name.Length..]);
    }

    [Fact]
    public void R2_Any_text_is_read_back_as_it_was_normalised() =>
        AnyText.Sample(text => ReadBack("SUMMARY:", text) == IcsText.Normalise(text), iter: Full.Iterations(4_000));

    [Fact]
    public void R2_Every_code_unit_alone_and_between_letters_is_read_back()
    {
        for (var c = 0; c <= char.MaxValue; c += c < 0x3000 || Full.IsAsked ? 1 : 13)
        {
            var text = $"a{(char)c}b";
            Assert.Equal(IcsText.Normalise(text), ReadBack("SUMMARY:", text));
        }
    }

    /// <summary>Not data of a theory: halves of pairs would not survive the test runner.</summary>
    private static readonly string[] Tricky =
    [
        "👩‍👩‍👧‍👦", "🧑🏽‍💻", "🇮🇪🇺🇸🇮🇳", "e\u0301e\u0301", "日本語", "\ud83d", "\udc69", "x\udc69\ud83dy", "\r\n", "\u2028", "\\,;\n", "\0\u0007\u007f\u009f", "אב\u202eגד",
    ];

    [Fact]
    public void R1_R2_At_every_place_of_a_fold_nothing_is_torn_or_lost()
    {
        foreach (var tricky in Tricky)
        for (var before = 0; before < 160; before++)
        {
            var text = new string('x', before) + tricky + "end of it";
            Assert.Equal(IcsText.Normalise(text), ReadBack("DESCRIPTION:", text));
            var wide = string.Concat(Enumerable.Repeat("ü", before)) + tricky + tricky;
            Assert.Equal(IcsText.Normalise(wide), ReadBack("X:", wide));
        }
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("🇮🇪")]
    [InlineData("👍🏿")]
    [InlineData("e\u0301")]
    [InlineData("न\u093f")]
    [InlineData("❤️")]
    public void R1_Folds_keep_what_people_see_as_one_character_together(string character)
    {
        for (var before = 0; before < 80; before++)
        {
            var text = new string('x', before) + character + "yz";
            foreach (var line in IcsText.PhysicalLines(Property("SUMMARY:", text)).Select(l => Encoding.UTF8.GetString(l)))
                Assert.True(line.Contains(character, StringComparison.Ordinal) || !line.EnumerateRunes().Any(r => !r.IsAscii), $"{character} torn after {before} letters: {line}");
        }
    }

    [Fact]
    public void R1_A_character_longer_than_a_line_is_folded_between_its_code_points()
    {
        var zalgo = "e" + string.Concat(Enumerable.Repeat("\u0301\u0302\u0303", 40));
        Assert.Equal(zalgo, ReadBack("SUMMARY:", zalgo));
    }

    [Fact]
    public void R2_Hostile_text_never_begins_a_line_of_its_own() =>
        Gen.OneOf("\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\0", "\r\n ", "\u001c", "\u001d", "\u001e").Select(AnyText, (lineBreak, text) => text + lineBreak + "ATTENDEE:mailto:x@y" + lineBreak + "END:VCALENDAR")
            .Sample(hostile =>
            {
                var octets = Property("SUMMARY:", hostile);
                return IcsText.ContentLines(octets).Count == 1 && Encoding.UTF8.GetString(octets).All(c => c is '\r' or '\n' || !char.IsControl(c) || c == '\t');
            }, iter: Full.Iterations(1_000));

    [Theory]
    [InlineData("Europe/Dublin", ";TZID=Europe/Dublin")]
    [InlineData("a:b;c,d", ";TZID=\"a:b;c,d\"")]
    [InlineData("say \"hi\"", ";TZID=say hi")]
    [InlineData("x\r\nEVIL:1\u2028\0\u007fy", ";TZID=\"xEVIL:1y\"")]
    public void R3_Parameter_values_lose_quotes_and_controls_and_are_quoted_where_needed(string value, string written)
    {
        var octets = IcsText.Write((ref IcsWriter ics) =>
        {
            ics.Begin("DTSTART"u8);
            ics.Parameter("TZID"u8, value);
            ics.Colon();
            ics.Date(new LocalDate(2027, 5, 11));
            ics.End();
        });
        Assert.Equal($"DTSTART{written}:20270511", Assert.Single(IcsText.ContentLines(octets)));
    }

    [Fact]
    public void R3_Parameters_survive_any_text()
    {
        AnyText.Sample(value =>
        {
            var octets = IcsText.Write((ref IcsWriter ics) =>
            {
                ics.Begin("X-A"u8);
                ics.Parameter("P"u8, value);
                ics.Colon();
                ics.End();
            });
            var line = Assert.Single(IcsText.ContentLines(octets));
            return line.EndsWith(':') && line.Count(c => c == '"') is 0 or 2;
        }, iter: Full.Iterations(1_000));
    }

    [Fact]
    public void Values_of_the_programs_own_making_are_written_as_RFC_5545_says()
    {
        var octets = IcsText.Write((ref IcsWriter ics) =>
        {
            ics.Begin("A:"u8);
            ics.Date(new LocalDate(2027, 5, 1));
            ics.Octets(" "u8);
            ics.DateTime(new LocalDateTime(987, 1, 2, 3, 4, 5));
            ics.Octets(" "u8);
            ics.Utc(Instant.FromUtc(2026, 11, 23, 9, 0, 7));
            ics.Octets(" "u8);
            ics.Number(-12345);
            ics.End();
        });
        Assert.Equal("A:20270501 09870102T030405 20261123T090007Z -12345", Assert.Single(IcsText.ContentLines(octets)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void R1_Long_texts_in_small_pieces_of_output_are_the_same_octets(int characters)
    {
        var text = string.Concat(Enumerable.Repeat("Grüße, 👩‍👩‍👧‍👦; ", characters / 8 + 1))[..characters];
        Assert.Equal(IcsText.Normalise(text), ReadBack("SUMMARY:", text));
        Assert.Equal(Property("SUMMARY:", text), new TightOutput().After(output =>
        {
            var ics = new IcsWriter(output);
            ics.Begin("SUMMARY:"u8);
            ics.Text(text);
            ics.End();
            ics.Flush();
            Assert.Equal(output.Written.Count, ics.Written);
        }));
    }

    /// <summary>Gives never more room than asked for.</summary>
    private sealed class TightOutput : System.Buffers.IBufferWriter<byte>
    {
        private byte[] _piece = [];

        public List<byte> Written { get; } = [];

        public void Advance(int count) => Written.AddRange(_piece.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _piece = new byte[Math.Max(1, sizeHint)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public byte[] After(Action<TightOutput> write)
        {
            write(this);
            return [.. Written];
        }
    }

    [Theory]
    [InlineData("https://steadyground.example/blog/five-steps", "https://steadyground.example/blog/five-steps")]
    [InlineData("HTTPS://SteadyGround.example", "https://steadyground.example/")]
    [InlineData("https://steadyground.example/a b", "https://steadyground.example/a%20b")]
    [InlineData("https://steadyground.example/grüße?q=ü", "https://steadyground.example/gr%C3%BC%C3%9Fe?q=%C3%BC")]
    [InlineData("http://steadyground.example:80/a/../b", "http://steadyground.example/b")]
    [InlineData("https://coach:secret@steadyground.example/", null)]
    [InlineData("https://größe.example/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("mailto:coach@steadyground.example", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("/relative", null)]
    [InlineData("", null)]
    [InlineData("https://x.example/\r\nEVIL:1", "https://x.example/%0D%0AEVIL:1")]
    public void R3_Addresses_are_absolute_ASCII_and_of_the_web_or_absent(string address, string? written)
    {
        var of = WebAddress.Of(address);
        Assert.Equal(written is null ? null : new Uri(written).AbsoluteUri, of);
        Assert.DoesNotContain(of ?? "", char.IsControl);
    }

    [Fact]
    public void R3_Addresses_taken_as_they_are_are_those_Uri_would_give()
    {
        var part = Gen.OneOf("a", "b.example", "www.", "-", "..", "/", "/../", "/./", "x.html", "?q=1", "#top", "%41", "%zz", ":443", ":8", "A", "_", "~", " ", "ü", "1", "127.0.0.1", "0x7f", "@", ".", "&", "=", "'", "(", "+", "\\", "\t", "xn--");
        part.Array[0, 6].Select(parts => "https://" + string.Concat(parts)).Sample(address =>
        {
            if (WebAddress.Of(address) is not { } written) return true;
            return Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.AbsoluteUri == written && Ascii.IsValid(written);
        }, iter: Full.Iterations(10_000));
    }

    [Fact]
    public void Colours_are_those_of_CSS()
    {
        Assert.Equal(147, CssColors.Names.Count());
        Assert.Equal("#008080", CssColors.Hex("teal"));
        Assert.Equal("#008080", CssColors.Hex("TEAL"));
        Assert.Null(CssColors.Hex("tealish"));
        Assert.All(CssColors.Names, name => Assert.True(int.TryParse(CssColors.Hex(name)![1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _)));
    }
}
