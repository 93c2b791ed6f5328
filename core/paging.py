"""The links between the pages of a long list, as NHS.UK's numbered pagination takes them."""


def page_links(page, address):
    """Parameters of the pagination for a paginator's `page`, None for a single page; `address(number)` gives links."""
    paginator = page.paginator
    if paginator.num_pages < 2:
        return None
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = {
        "items": [
            {"ellipsis": True}
            if number == paginator.ELLIPSIS
            else {"number": number, "href": address(number), "current": number == page.number}
            for number in numbers
        ]
    }
    if page.has_previous():
        links["previous"] = {"href": address(page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": address(page.next_page_number())}
    return links
