namespace ContentPlanner.Formats.Items;

internal static class Order
{
    /// <summary>
    /// The places of a longest rising sequence within <paramref name="numbers"/>, negative ones left out: the items that can
    /// stay when the others are moved. Distinct numbers; O(n log n).
    /// </summary>
    public static IReadOnlyList<int> LongestRising(int[] numbers)
    {
        var ends = new List<int>();                 // ends[k]: place of the lowest number that ends a sequence of k + 1
        var previous = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] < 0) continue;
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (numbers[ends[middle]] < numbers[i]) low = middle + 1;
                else high = middle;
            }
            previous[i] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count) ends.Add(i);
            else ends[low] = i;
        }
        var rising = new int[ends.Count];
        for (var (k, i) = (ends.Count - 1, ends.Count == 0 ? -1 : ends[^1]); k >= 0; k--, i = previous[i]) rising[k] = i;
        return rising;
    }
}
