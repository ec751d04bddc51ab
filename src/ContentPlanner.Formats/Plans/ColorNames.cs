using System.Text.Json.Nodes;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The colour names of CSS Color Module Level 3 (4.3), which RFC 7986 (5.9) asks for.</summary>
internal static class ColorNames
{
    private static readonly string[] Names = (
        "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse chocolate " +
        "coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen " +
        "darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue " +
        "dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew " +
        "hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray " +
        "lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen " +
        "linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise " +
        "mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod " +
        "palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon " +
        "sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise " +
        "violet wheat white whitesmoke yellow yellowgreen").Split(' ');

    public static readonly Word<string> Word = new("a colour name such as teal", (string text, out string value) =>
    {
        value = text;
        if (Names.Contains(text)) return null;
        return $"'{text}' is not a colour name of CSS";
    }, name => name)
    {
        Hint = text => Nearest.To(text, Names) is { } nearest ? $"did you mean '{nearest}'?" : "they look like teal or goldenrod",
        Rule = () => new() { ["enum"] = new JsonArray([.. Names.Select(n => (JsonNode)n)]) },
    };
}
