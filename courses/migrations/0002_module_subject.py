"""What a module is about is its subject: a topic is what participants ask for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_programmes_pages_and_pins")]

    operations = [
        migrations.RenameField("modulepage", "topic", "subject"),
        migrations.AlterField(
            "modulepage",
            "subject",
            models.CharField(
                choices=[
                    ("digital", "Managing a business online"),
                    ("media-sosial", "Social media"),
                    ("konten", "Photos and content"),
                    ("catatan", "Business records"),
                    ("lokapasar", "Marketplaces"),
                    ("layanan", "Customer service"),
                ],
                default="digital",
                max_length=14,
                verbose_name="subject",
            ),
        ),
    ]
