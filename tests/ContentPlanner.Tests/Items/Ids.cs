using System.Globalization;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Tests.Items;

/// <summary>New ids, the same for the same seed.</summary>
internal sealed class Ids(int seed)
{
    private int _given;

    public Guid Next() => Identity.FromName("new", seed.ToString(CultureInfo.InvariantCulture), (_given++).ToString(CultureInfo.InvariantCulture));
}
