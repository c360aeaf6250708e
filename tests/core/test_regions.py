"""The regions of China and the addresses people paste."""

import pytest

from microstore.core import regions
from microstore.core.regions import Region


def test_all_provinces_stand_in_their_official_order():
    names = [region.name for region in regions.provinces()]
    assert len(names) == 34 and names[:2] == ["北京市", "天津市"] and names[-3:] == ["台湾省", "香港特别行政区", "澳门特别行政区"]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("440305", ("广东省", "深圳市", "南山区")),
        ("110105", ("北京市", "北京市", "朝阳区")),
        ("429004", ("湖北省", "仙桃市", "仙桃市")),
        ("441900", ("广东省", "东莞市", "东莞市")),
        ("659001", ("新疆维吾尔自治区", "石河子市", "石河子市")),
        ("810000", ("香港特别行政区", "香港特别行政区", "香港特别行政区")),
        ("440300", None),
        ("440000", None),
        ("999999", None),
        ("", None),
    ],
)
def test_every_place_has_three_levels_or_is_none(code, path):
    assert regions.name_path(code) == path
    assert regions.is_district(code) is (path is not None)


def test_every_place_that_can_be_chosen_has_a_path():
    districts = [d for p in regions.provinces() for c in regions.cities(p.code) for d in regions.districts(c.code)]
    assert len(districts) == len({district.code for district in districts}) > 2840
    assert all(len(regions.name_path(district.code)) == 3 for district in districts)


def test_unknown_codes_have_no_children():
    assert regions.cities("000000") == regions.cities("440300") == regions.districts("440000") == regions.districts("x") == []


def test_a_municipality_is_its_own_city():
    assert regions.cities("110000") == [Region("110000", "北京市")]
    assert Region("110101", "东城区") in regions.districts("110000")


PASTED = [
    ("张三 13800138000 广东省深圳市南山区科技园路1号", "张三", "440305", "科技园路1号"),
    ("张三，13800138000，广东省深圳市南山区科技园路1号", "张三", "440305", "科技园路1号"),
    ("收货人：张三 手机号码：138-0013-8000 所在地区：广东省深圳市南山区 详细地址：科技园路1号A座", "张三", "440305", "科技园路1号A座"),
    ("收货人：张三\n手机号码：13800138000\n所在地区：广东省深圳市南山区\n详细地址：科技园路1号", "张三", "440305", "科技园路1号"),
    ("姓名:张三\t电话:13800138000\t地址:广东省深圳市南山区科技园路1号", "张三", "440305", "科技园路1号"),
    ("广东省深圳市南山区科技园路1号 张三 13800138000", "张三", "440305", "科技园路1号"),
    ("广东深圳南山科技园路1号，李小龙，+86 138 0013 8000", "李小龙", "440305", "科技园路1号"),
    ("13800138000 张三 浙江杭州市余杭区文一西路969号", "张三", "330110", "文一西路969号"),
    ("北京市朝阳区建国路88号A座1201 王五 13800138000", "王五", "110105", "建国路88号A座1201"),
    ("北京市北京市朝阳区建国路88号 王五 13800138000", "王五", "110105", "建国路88号"),
    ("北京 朝阳区 建国路88号 王五13800138000", "王五", "110105", "建国路88号"),
    ("北京朝阳建国路88号 王五 13800138000", "王五", "110105", "建国路88号"),
    ("上海市浦东新区世纪大道100号环球金融中心 赵六 8613800138000", "赵六", "310115", "世纪大道100号环球金融中心"),
    ("东莞市长安镇振安路12号 钱七 13800138000", "钱七", "441900", "长安镇振安路12号"),
    ("湖北省仙桃市沔街1号 孙八 13800138000", "孙八", "429004", "沔街1号"),
    ("湖北省神农架林区松柏镇1号 孙八 13800138000", "孙八", "429021", "松柏镇1号"),
    ("吉林省延边朝鲜族自治州延吉市光明街3号 周九 13800138000", "周九", "222401", "光明街3号"),
    ("内蒙古呼和浩特市新城区新华大街8号 吴十 13800138000", "吴十", "150102", "新华大街8号"),
    ("新疆维吾尔自治区石河子市北三路5号 郑一 13800138000", "郑一", "659001", "北三路5号"),
    ("香港特别行政区九龙尖沙咀弥敦道100号 陈大文 13800138000", "陈大文", "810000", "九龙尖沙咀弥敦道100号"),
    ("重庆市渝中区解放碑民权路28号 陈三 13800138000", "陈三", "500103", "解放碑民权路28号"),
    ("浙江省杭州市西湖区文三路478号 邮编310012 褚四 13800138000", "褚四", "330106", "文三路478号"),
    ("福州市鼓楼区五四路1号 蒋先生 13800138000", "蒋先生", "350102", "五四路1号"),
    ("南京市玄武区中山路1号　沈七　１３８００１３８０００", "沈七", "320102", "中山路1号"),
    ("西藏拉萨市城关区北京中路1号 扎西·多吉 13800138000", "扎西·多吉", "540102", "北京中路1号"),
    ("中国广东省广州市天河区体育西路103号B座2502室 John Smith 13800138000", "John Smith", "440106", "体育西路103号B座2502室"),
    ("甘肃省嘉峪关市新华路1号 朱十 13800138000", "朱十", "620200", "新华路1号"),
    ("陕西省西安市雁塔区小寨东路1号（王小明收）13800138000", "王小明", "610113", "小寨东路1号"),
    ("四川省 成都市 武侯区 天府大道1号  欧阳娜娜,13800138000", "欧阳娜娜", "510107", "天府大道1号"),
    ("河北省石家庄市长安区中山东路1号 秦一 13800138000", "秦一", "130102", "中山东路1号"),
    ("雁塔区小寨东路1号 陈三 13800138000", "陈三", "610113", "小寨东路1号"),
    ("山东省莱芜市莱城区鲁中大街1号 陈三 13800138000", "陈三", "370116", "鲁中大街1号"),
    ("重庆 渝北区 龙溪街道 松石北路1号 陈三 13800138000", "陈三", "500157", "龙溪街道松石北路1号"),
    ("福建省三明市沙县凤岗街道1号 陈三 13800138000", "陈三", "350405", "凤岗街道1号"),
    ("福建省三明市沙县区凤岗街道1号 陈三 13800138000", "陈三", "350405", "凤岗街道1号"),
    ("杭州市下城区文晖路1号 陈三 13800138000", "陈三", "330105", "文晖路1号"),
    ("湖北襄樊市樊城区长虹路1号 陈三 13800138000", "陈三", "420606", "长虹路1号"),
]


@pytest.mark.parametrize(("text", "name", "code", "detail"), PASTED)
def test_pasted_address_is_read(text, name, code, detail):
    found = regions.parse(text)
    assert (found.name, found.phone, found.region_code, found.detail) == (name, "+8613800138000", code, detail)
    assert (found.province, found.city, found.district) == regions.name_path(code)


@pytest.mark.parametrize("text", ["朝阳区建国路1号 陈三 13800138000", "鼓楼区中山路1号 陈三 13800138000"])
def test_district_that_stands_in_several_provinces_is_left_to_the_person(text):
    found = regions.parse(text)
    assert (found.name, found.region_code, found.province) == ("陈三", "", "")


def test_city_without_its_district_is_read_as_far_as_it_goes():
    found = regions.parse("江苏省苏州市工业园区星湖街328号 冯二 13800138000")
    assert (found.province, found.city, found.region_code, found.detail) == ("江苏省", "苏州市", "", "工业园区星湖街328号")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "你好", "13800138000", "\x00", "，，，", "1" * 5000, "广" * 5000, None])
def test_nonsense_is_read_without_harm(text):
    assert regions.parse(text).region_code == ""
