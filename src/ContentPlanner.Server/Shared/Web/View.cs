using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using ContentPlanner.Server.Feeds;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>A page as an answer: a Razor component, rendered once and sent whole. No circuit, no state between two requests.</summary>
public static class View
{
    /// <param name="parameters">The component's parameters by name: <c>new { Model = … }</c>.</param>
    public static IResult Of<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent => new Answer(typeof(TPage), parameters, status, bare: false);

    /// <summary>A page that asks nobody who reads it, nor the database anything: for when that is what is broken.</summary>
    public static IResult Bare<TPage>(object? parameters, int status) where TPage : IComponent => new Answer(typeof(TPage), parameters, status, bare: true);

    /// <summary>A page that only says something, a paragraph each, and leads on.</summary>
    public static IResult Says(string title, IReadOnlyList<string> words, int status = StatusCodes.Status200OK, string? href = null, string? action = null, string? command = null) =>
        Of<WordsPage>(new { Title = title, Words = words, Href = href, Action = action, Command = command }, status);

    private sealed class Answer(Type page, object? parameters, int status, bool bare) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var here = bare ? Here.Bare(httpContext) : await Here.OfAsync(httpContext);
            var html = await RenderAsync(httpContext, here);
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            PageHeaders.Write(response.Headers);
            response.Headers.Vary = "Accept-Encoding";
            // Compressed although it holds secrets: another site's request carries no cookie of ours, and form tokens differ each time.
            var encoding = FeedEncodings.Accepted(httpContext.Request.Headers.AcceptEncoding.ToString());
            if (encoding != FeedEncoding.Plain)
            {
                html = encoding.Pack(html);
                response.Headers.ContentEncoding = encoding.Name();
            }
            response.ContentLength = html.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(html, httpContext.RequestAborted);
        }

        private async Task<byte[]> RenderAsync(HttpContext http, Here here)
        {
            await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
            return await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var root = await renderer.RenderComponentAsync<Root>(ParameterView.FromDictionary(new Dictionary<string, object?>
                {
                    [nameof(Root.Here)] = here,
                    [nameof(Root.Page)] = page,
                    [nameof(Root.Parameters)] = parameters,
                }));
                using var buffer = new MemoryStream();
                await using (var writer = new StreamWriter(buffer, new UTF8Encoding(false), leaveOpen: true)) root.WriteHtmlTo(writer);
                return buffer.ToArray();
            });
        }
    }

    /// <summary>The page, with what it may ask about where it is shown.</summary>
    private sealed class Root : ComponentBase
    {
        private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Names = [];

        [Parameter] public required Here Here { get; set; }
        [Parameter] public required Type Page { get; set; }
        [Parameter] public object? Parameters { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<CascadingValue<Here>>(0);
            builder.AddComponentParameter(1, "Value", Here);
            builder.AddComponentParameter(2, "IsFixed", true);
            builder.AddComponentParameter(3, "ChildContent", (RenderFragment)(inner =>
            {
                inner.OpenComponent(0, Page);
                if (Parameters is not null)
                    foreach (var property in Names.GetOrAdd(Parameters.GetType(), t => t.GetProperties())) inner.AddComponentParameter(1, property.Name, property.GetValue(Parameters));
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }
}
