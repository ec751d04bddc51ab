using Markdig;
using Scriban;
using Scriban.Runtime;
using YamlDotNet.RepresentationModel;

// The least a program could do with a plan: parse its YAML, parse the Markdown of its bodies, render one Scriban template
// once. What `build` is measured against, published the same way; see build-ratio.
var plan = args[0];
var yaml = new YamlStream();
using (var text = new StringReader(File.ReadAllText(plan))) yaml.Load(text);

var folder = Path.GetDirectoryName(Path.GetFullPath(plan))!;
var blocks = 0;
foreach (var piece in (YamlSequenceNode)yaml.Documents[0].RootNode["pieces"])
    if (((YamlMappingNode)piece).Children.TryGetValue("body-file", out var file))
        blocks += Markdown.Parse(File.ReadAllText(Path.Combine(folder, ((YamlScalarNode)file).Value!))).Count;

var values = new ScriptObject { ["name"] = ((YamlScalarNode)yaml.Documents[0].RootNode["workspace"]["name"]).Value, ["blocks"] = blocks };
Console.WriteLine(Template.Parse("{{ name }}: {{ for n in 1..3 }}{{ n }} {{ end }}{{ blocks }} blocks").Render(values));
