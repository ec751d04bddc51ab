// `dotnet new web` as it comes: what `serve` is measured against by start-ratio.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Hello World!");
app.Run();
