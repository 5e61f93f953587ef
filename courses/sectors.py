"""From the words people use for a business to one of the sectors. Plain Python."""

import re

# The first sector counts that has a beginning of one of the words: what is made comes before what it is
# made of ("olahan jeruk" is food), and what is done before what it is called ("jasa jahit" sews).
BEGINNINGS = {
    "batik": "batik tenun songket ecoprint kain",
    "fashion": "jahit fesyen fashion busana baju pakaian konveksi hijab kerudung sepatu",
    "coffee": "kopi coffee teh kakao cokelat coklat pinang karet sawit",
    "food": "makan minum kuliner kue roti keripik kripik kerupuk olahan rendang pempek sambal bakso catering "
    "katering jus sirup dodol camilan cemilan snack lauk nasi mie dapur frozen food lempuk",
    "craft": "kerajinan kriya craft anyam rotan ukir souvenir suvenir handmade",
    "farm": "tani pertanian kebun perkebunan ikan ternak lele nila sayur jeruk madu",
    "service": "jasa service servis salon bengkel laundry percetakan rias foto",
    "retail": "warung toko kelontong kios grosir dagang jual sembako retail pulsa",
}
OTHER = "other"


def guess_sector(words: str) -> str:
    """The sector these words speak of, as a value of ``Business.Sector``; ``other`` where none does."""
    said = re.findall(r"[^\W\d_]+", words.casefold())
    for sector, beginnings in BEGINNINGS.items():
        if any(word.startswith(beginning) for word in said for beginning in beginnings.split()):
            return sector
    return OTHER
